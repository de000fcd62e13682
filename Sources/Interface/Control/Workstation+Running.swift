import Terminal

extension Workstation {
    /// Frames a second while something moves.
    static let frameRate = 30.0
    /// Seconds after an event in which services may still answer: playback begins on another thread.
    private static let attention = 0.25
    /// Seconds without any change after which nothing moves.
    private static let afterglow = 0.5
    /// Seconds between looks at an output that is silent: it may come back.
    private static let silentPoll = 1.0
    /// Keys that are waiting are taken together, up to so many before a frame is shown.
    private static let burst = 64

    /// Shows scenes and takes events until the program is to end. The first frame is shown before anything else is done.
    /// - Parameter begin: called after the first frame: opens what the program was started with.
    public func run(on screen: any Screen, begin: () -> Void = {}) {
        state.depth = configuration.colours.map { min($0, screen.depth) } ?? screen.depth
        state.glyphs = min(state.glyphs, screen.finestGlyphs)
        view.screenSize = screen.size
        // any thread may call `wake`, as `Screen` promises
        nonisolated(unsafe) let waker = screen
        inbox.onPost { waker.wake() }
        defer { inbox.onPost(nil) }
        let renderer = Renderer()
        show(on: screen, renderer, since: nil)
        begin()
        // what came before anyone could be woken
        receive()
        let clock = ContinuousClock()
        var attentive = clock.now
        while !isFinished {
            let isLively = isMoving || clock.now < attentive
            let timeout: Double? = needsDisplay ? 0 : isLively ? 1 / Self.frameRate : isSilent ? Self.silentPoll : nil
            var event = screen.nextEvent(timeout: timeout)
            let began = event == nil ? nil : clock.now
            var count = 0
            while let next = event {
                handle(next)
                attentive = clock.now + .seconds(Self.attention)
                count += 1
                guard count < Self.burst, !isFinished else { break }
                event = screen.nextEvent(timeout: 0)
            }
            receive()
            tick()
            if needsDisplay, !isFinished { show(on: screen, renderer, since: began) }
        }
        close()
    }

    /// Does what other threads have left.
    public func receive() {
        for work in inbox.take() { work(self) }
    }

    private func show(on screen: any Screen, _ renderer: Renderer, since event: ContinuousClock.Instant?) {
        view.screenSize = screen.size
        let clock = ContinuousClock()
        let start = clock.now
        let canvas = renderer.canvas(for: scene, size: view.screenSize)
        let drawn = clock.now
        session.needsDisplay = false
        screen.present(canvas)
        let shown = clock.now
        onFrame?(
            FrameTiming(
                draw: (drawn - start) / .seconds(1), present: (shown - drawn) / .seconds(1),
                latency: event.map { (shown - $0) / .seconds(1) }))
    }

    /// Meters fall on for a while after playback has ended.
    private var isMoving: Bool {
        state.deck.isPlaying || state.deck.isCountingIn || state.recorder != nil
            || lastMovement.map { ContinuousClock.now - $0 < .seconds(Self.afterglow) } ?? false
    }

    private var isSilent: Bool { if case .silent = state.deck.output { true } else { false } }

    /// Looks at what plays and records.
    public func tick() {
        let now = session.services.deck.state
        if now != state.deck {
            let before = state.deck
            state.deck = now
            lastMovement = .now
            if case .silent(let reason) = now.output, before.output != now.output { session.tell(.warning, reason) }
            if now.isPlaying { view.followPlayhead() }
        }
        extending.followPlayback()
        recording.tickRecorder()
        leadSheet.finishTaps()
    }
}
