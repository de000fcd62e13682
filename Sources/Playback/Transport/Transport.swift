import Foundation
import Signal

/// Plays a mix through a sound device, on a thread of its own. No call waits for sound; all may come from any thread.
///
/// - The device is opened by the first `play`, in the background, and closed after some seconds of silence, so that
///   others can use it. When it fails or is lost, playback goes on silently and takes it up again when it returns.
/// - What would jump while it plays is crossfaded over one block of 10 ms (see `Player`): another mix, a seek, a pause.
///   Such a change is rendered with the next block and heard when the device has played what it holds, about 80 ms.
/// - Playing begins without a fade and repeats a loop without one, so what is heard is the mix itself.
/// - At the end of the song playback stops, and the playhead stays there.
public final class Transport: Sendable {
    public static let idleSeconds = 5.0

    let link: TransportLink
    private let device: String

    /// - Parameters:
    ///   - device: to play through until another is chosen.
    ///   - idleSeconds: silence after which the device is closed.
    ///   - open: opens a device; called on the transport's own thread.
    public init(
        device: String = SoundDevice.defaultName, idleSeconds: Double = Transport.idleSeconds,
        open: @escaping OpenOutput = AlsaOutput.open
    ) {
        link = TransportLink(open: open, idleLimit: idleSeconds)
        self.device = device
    }

    deinit { close() }

    /// The devices that can be chosen; empty where there is none.
    public func devices() -> [SoundDevice] { SoundDevice.list(.playback) }

    /// What plays from now on, at the same playhead, without a gap or click; nil is silence without an end. A mix at
    /// another rate keeps the playhead's time; loop and clicks are in frames of the new rate from then on.
    public func load(_ plan: MixPlan?) {
        var renderer: MixRenderer?? = .some(plan.map { MixRenderer($0) })
        var retired = [MixRenderer]()
        // What was loaded before, and not taken up or played no more, is freed here, outside the lock.
        link.shared.withLock { shared in
            swap(&renderer, &shared.orders.renderer)
            swap(&retired, &shared.retired)
        }
        link.wake.signal()
    }

    /// From the playhead on; first the count-in, whose beats are at frames before 0 and which lasts from its first beat
    /// to frame 0.
    public func play(countIn: ClickTrack? = nil) {
        order {
            $0.orders.motion = .play(countIn: countIn)
            $0.isPlaying = true
            $0.report.end = nil
        }
        start()
    }

    /// The sound ends within a block of 10 ms, which is repeated when playing goes on.
    public func pause() {
        order {
            $0.orders.motion = .pause
            $0.isPlaying = false
            $0.report.end = nil
        }
    }

    /// A frame outside of the song becomes its first or its last one.
    public func seek(to frame: Int) { order { $0.orders.seek = frame } }

    /// Frames that repeat; nil, or none, plays on. A playhead behind the loop plays on to the end.
    public func setLoop(_ frames: Range<Int>?) { order { $0.orders.loop = .some(frames) } }

    /// Clicks beside the mix, by frames of the song; nil is silent.
    public func setClick(_ click: ClickTrack?) { order { $0.orders.click = .some(click) } }

    /// Sounds a note with the next block, beside whatever plays or stands. Together they are held under the mix's ceiling.
    public func strike(_ note: LiveNote) {
        let now = MonotonicClock.now
        order {
            $0.orders.notes.append(note)
            $0.orders.struck = $0.orders.struck ?? now
        }
        start()
    }

    /// While it stays open, a device plays silence where nothing else plays, so that a note that is struck need not wait
    /// for it.
    public func stayOpen(_ staysOpen: Bool) {
        order { $0.orders.staysOpen = staysOpen }
        if staysOpen { start() }
    }

    /// Plays through another device from now on; the same one again is tried anew.
    public func choose(_ device: String) { order { $0.orders.device = device } }

    /// Lets others have the device, as while the program is stopped, until `comeBack`: what plays stands still meanwhile.
    /// Waits until the device is closed, but not for one that hangs.
    public func leave() {
        order { $0.orders.isAway = true }
        let limit = MonotonicClock.now + Self.patience
        while link.shared.withLock({ $0.report.output != .closed }), MonotonicClock.now < limit {
            Thread.sleep(forTimeInterval: 0.002)
        }
    }

    /// Takes the device back when something sounds.
    public func comeBack() { order { $0.orders.isAway = false } }

    /// Seconds.
    private static let patience = 1.0

    /// Forgets held peaks, latched clips and counted xruns.
    public func resetMeters() {
        link.shared.withLock { shared in
            shared.report.meters = [:]
            shared.report.master.reset()
            shared.report.xruns = 0
        }
    }

    /// Ends playback for good and closes the device, without waiting for it.
    public func close() { order { $0.orders.isEnding = true } }

    private func order(_ change: (inout sending TransportLink.Shared) -> Void) {
        link.shared.withLock { change(&$0) }
        link.wake.signal()
    }

    private func start() {
        let isNew = link.shared.withLock { shared in
            defer { shared.isRunning = true }
            return !shared.isRunning
        }
        guard isNew else { return }
        let thread = Thread { [link, device] in RenderLoop.run(link, device: device) }
        thread.name = "playback"
        thread.start()
    }
}
