import Signal

extension Transport {
    /// What is going on now. Cheap; the levels' peaks begin anew.
    public var state: PlaybackState { link.state(at: MonotonicClock.now) }
}

extension TransportLink {
    func state(at now: Double) -> PlaybackState {
        // Freed outside the lock, and not by the render thread.
        var retired = [MixRenderer]()
        let state = shared.withLock { shared in
            swap(&retired, &shared.retired)
            return shared.state(at: now)
        }
        retired.removeAll()
        return state
    }
}

extension TransportLink.Shared {
    fileprivate mutating func state(at now: Double) -> PlaybackState {
        var state = PlaybackState()
        let heard = report.heardFrame(at: now)
        let place = report.history.place(at: heard)
        state.isPlaying = isPlaying || report.end.map { heard < $0 } ?? false
        state.isCountingIn = isPlaying && isCountingIn(at: place)
        state.position = position(at: place, heard: heard)
        state.levels = Dictionary(uniqueKeysWithValues: report.meters.keys.map { ($0, report.read($0, at: now)) })
        state.master = report.master.read(at: now)
        state.xruns = report.xruns
        state.output = report.output
        state.strikeDelay = report.strikeDelay
        return state
    }

    private func isCountingIn(at place: (position: Int, motion: Playhead.Motion)?) -> Bool {
        if case .play(let countIn) = orders.motion, let countIn, countIn.beats.first.map({ $0.frame < 0 }) ?? false {
            return true
        }
        // Both what comes next, before any of it is heard, and what is heard, until all of it was.
        return [report.playhead.motion, place?.motion].contains { if case .countingIn = $0 { true } else { false } }
    }

    private func position(at place: (position: Int, motion: Playhead.Motion)?, heard: Int) -> Int {
        if let seek = orders.seek { return seek }
        if let sought = report.sought, heard <= sought.from { return sought.position }
        guard let place, heard < report.history.written else { return report.playhead.position }
        if case .countingIn = place.motion { return report.playhead.position }
        return place.position
    }
}

extension TransportLink.Report {
    /// Between two reports the clock goes on.
    fileprivate func heardFrame(at now: Double) -> Int {
        min(heard.frame + Int(max(now - heard.at, 0) * sampleRate), history.written)
    }

    fileprivate mutating func read(_ strip: StripID, at now: Double) -> StereoLevel {
        meters[strip]?.read(at: now) ?? StereoLevel()
    }
}
