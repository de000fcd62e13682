import Glibc
import Signal

/// The render thread's work: takes orders, renders a block, writes it, reports. No lock is held while it writes.
struct RenderLoop {
    /// Seconds between attempts to get a lost device back.
    private static let retryInterval = 1.0
    /// Of the real-time scheduler's 1...99; above what else computes, below the system's own sound.
    private static let priority: Int32 = 5

    private let link: TransportLink
    private var player = Player()
    private var device: String
    private var output: (any AudioOutput)?
    /// Why the output is silent.
    private var failure: String?
    private var retryTime = 0.0
    private var interleaved: UnsafeMutableBufferPointer<Float>
    /// Seconds of silence written since the playhead stood still.
    private var idleSeconds = 0.0
    private var countedXruns = 0
    private var staysOpen = false
    private var isAway = false

    static func run(_ link: TransportLink, device: String) {
        // Allowed to some users only; without it playback works all the same, a little less surely under load.
        var parameters = sched_param(sched_priority: priority)
        pthread_setschedparam(pthread_self(), SCHED_RR, &parameters)
        var loop = RenderLoop(link, device: device)
        while loop.step() {}
        loop.interleaved.deallocate()
    }

    private init(_ link: TransportLink, device: String) {
        self.link = link
        self.device = device
        interleaved = .allocate(capacity: 0)
    }

    /// - Returns: false at the end.
    private mutating func step() -> Bool {
        let orders = link.shared.withLock { shared in
            defer { shared.orders = TransportRequests() }
            return shared.orders
        }
        if orders.isEnding {
            closeOutput()
            link.shared.withLock { $0.report.output = .closed }
            return false
        }
        if let wanted = orders.device {
            device = wanted
            closeOutput()
        }
        if let staysOpen = orders.staysOpen { self.staysOpen = staysOpen }
        if let isAway = orders.isAway { self.isAway = isAway }
        player.follow(orders)
        if let output, output.sampleRate != player.sampleRate { closeOutput() }
        report(following: orders)
        if isAway || player.isSilent && !staysOpen && (output == nil || idleSeconds >= link.idleLimit) {
            closeOutput()
            link.shared.withLock { $0.report.output = .closed }
            link.wake.wait()
            return true
        }
        idleSeconds = player.isSilent ? idleSeconds + Player.blockSeconds : 0
        player.render()
        write(to: openedOutput())
        if let struck = orders.struck {
            let delay = MonotonicClock.now - struck
            link.shared.withLock { $0.report.strikeDelay = delay }
        }
        return true
    }

    /// The output that is open, or a silent one until the device can be opened.
    private mutating func openedOutput() -> any AudioOutput {
        if let output, failure == nil || MonotonicClock.now < retryTime { return output }
        do {
            let opened = try link.open(device, player.sampleRate)
            output?.close()
            output = opened
            failure = nil
            countedXruns = 0
            return opened
        } catch {
            return silence(because: "\(error)")
        }
    }

    private mutating func silence(because reason: String) -> any AudioOutput {
        failure = reason
        retryTime = MonotonicClock.now + Self.retryInterval
        if let output, output is NullOutput { return output }
        output?.close()
        let silent = NullOutput(sampleRate: player.sampleRate)
        output = silent
        countedXruns = 0
        return silent
    }

    private mutating func closeOutput() {
        output?.close()
        output = nil
        failure = nil
    }

    /// Writes the block, and reports it before it is heard.
    private mutating func write(to output: any AudioOutput) {
        let block = player.block
        if interleaved.count != 2 * block.left.count {
            interleaved.deallocate()
            interleaved = .allocate(capacity: 2 * block.left.count)
            interleaved.initialize(repeating: 0)
        }
        block.interleave(into: interleaved)
        var current = output
        do {
            try output.write(UnsafeBufferPointer(interleaved))
        } catch {
            current = silence(because: "\(error)")
        }
        report(written: current)
    }

    private func report(following orders: TransportRequests) {
        link.shared.withLock { shared in
            shared.report.sampleRate = player.sampleRate
            shared.report.playhead = player.voice.playhead
            if orders.seek != nil {
                shared.report.sought = (player.voice.playhead.position, shared.report.history.written)
            }
        }
    }

    private mutating func report(written output: any AudioOutput) {
        let now = MonotonicClock.now
        let delay = output.delay
        let newXruns = max(output.xruns - countedXruns, 0)
        countedXruns = output.xruns
        let status: PlaybackState.Output = failure.map { .silent(reason: $0) } ?? .open(output.name)
        let retired = player.takeRetired()
        link.shared.withLock { shared in
            for span in player.spans { shared.report.history.append(span) }
            let written = shared.report.history.written
            shared.report.heard = (max(written - delay, shared.report.heard.frame), now)
            shared.report.playhead = player.voice.playhead
            if player.hasEnded {
                shared.report.end = written
                // A newer order to play has not been followed yet.
                if shared.orders.motion == nil { shared.isPlaying = false }
            }
            shared.report.meter(player, at: now)
            shared.report.xruns += newXruns
            shared.report.output = status
            shared.retired += retired
        }
    }
}

extension TransportLink.Report {
    /// Meters of strips that are gone go; those of strips that stay go on, whatever mix they are in.
    fileprivate mutating func meter(_ player: Player, at now: Double) {
        let tracks = player.voice.renderer?.plan.tracks ?? []
        if meters.count > tracks.count || tracks.contains(where: { meters[$0.id] == nil }) {
            meters = meters.filter { id, _ in tracks.contains { $0.id == id } }
        }
        for (track, peak) in zip(tracks, player.trackPeaks) { meters[track.id, default: Meter()].add(peak, at: now) }
        master.add(player.masterPeak, at: now)
    }
}
