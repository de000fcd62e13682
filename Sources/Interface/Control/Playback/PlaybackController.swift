import Music
import Recipes
import Signal
import Songs

/// Plays the song: transport, loop, click and section marks, and what the deck is given to play.
final class PlaybackController: Controller {
    /// Frames of the song that the deck can play; nil while there is nothing.
    private var loadedFrames: Range<Int>?

    /// Seconds.
    static let shortSeek = 5.0
    static let longSeek = 60.0
    /// Frames shorter than this are no loop, seconds.
    private static let shortestLoop = 0.01
    /// From here back, "to the beginning" goes on to the next earlier place, seconds.
    private static let startTolerance = 0.05

    /// Frames of the song, with the pre-roll and the tail of what is auditioned.
    private var frames: Range<Int> { loadedFrames ?? 0..<max(state.song.vocal?.frameCount ?? 0, 0) }

    func togglePlayback() {
        if state.deck.isPlaying || state.deck.isCountingIn {
            deck.pause()
        } else {
            if deck.state.position >= frames.upperBound { deck.seek(to: frames.lowerBound) }
            deck.play(countIn: nil)
        }
        refreshDeck()
    }

    func playWithCountIn() {
        guard let rate = state.sampleRate else { return }
        let position = deck.state.position >= frames.upperBound ? frames.lowerBound : deck.state.position
        deck.seek(to: position)
        deck.play(
            countIn: Clicks.countIn(
                state.song.sheet?.leadSheet, given: state.song.recipe.constraints, before: position, sampleRate: rate))
        refreshDeck()
    }

    func seek(by seconds: Double) { seek(to: state.playhead + seconds) }

    /// - Parameter seconds: cut to the song.
    func seek(to seconds: Double) {
        guard let rate = state.sampleRate else { return }
        seek(toFrame: min(max(Int((seconds * rate).rounded()), frames.lowerBound), frames.upperBound))
    }

    private func seek(toFrame frame: Int) {
        deck.seek(to: frame)
        refreshDeck()
        workstation.view.showPlayhead()
    }

    /// - Parameter direction: 1 is the next beat, -1 the one before.
    func seek(onBeats direction: Int) {
        guard let sheet = state.song.sheet?.leadSheet else { return }
        seek(in: sheet.beats, direction, "beat")
    }

    /// - Parameter direction: 1 is the next bar line, -1 the one before.
    func seek(onBars direction: Int) {
        guard let sheet = state.song.sheet?.leadSheet else { return }
        seek(in: BarLines(sheet, duration: state.songDuration).times, direction, "bar")
    }

    /// - Parameters:
    ///   - times: seconds, rising.
    ///   - what: stands at them.
    private func seek(in times: [Double], _ direction: Int, _ what: String) {
        let here = state.playhead
        let next =
            direction > 0
            ? times.first { $0 > here + Self.startTolerance } : times.last { $0 < here - Self.startTolerance }
        guard let next else {
            return tell(.warning, "there is no \(what) \(direction > 0 ? "after" : "before") here")
        }
        seek(to: next)
    }

    /// Asks where to go, in bars.
    func askBar() {
        guard let sheet = state.song.sheet?.leadSheet else { return }
        let here = sheet.place(at: state.playhead).map { "\($0.bar).\($0.beat)" } ?? "1.1"
        workstation.dialogs.ask("go to bar", here, in: .timeline) { [self] text in
            seek(to: try sheet.time(ofPlace: text))
        }
    }

    func seekToStart() {
        let here = state.playhead
        if let loop = state.song.loop, here > loop.lowerBound + Self.startTolerance {
            seek(to: loop.lowerBound)
        } else {
            seek(toFrame: frames.lowerBound)
        }
    }

    func seekToEnd() { seek(toFrame: frames.upperBound) }

    /// So that what follows in this turn already sees it.
    func refreshDeck() {
        let now = deck.state
        if now != state.deck { state.deck = now }
    }

    // MARK: Loop

    func setLoopStart() {
        let here = state.playhead
        let end = state.song.loop.map(\.upperBound).flatMap { $0 > here + Self.shortestLoop ? $0 : nil }
        setLoop(from: here, to: end ?? state.songSpan.upperBound)
    }

    func setLoopEnd() {
        let here = state.playhead
        let start = state.song.loop.map(\.lowerBound).flatMap { $0 < here - Self.shortestLoop ? $0 : nil }
        setLoop(from: start ?? state.songSpan.lowerBound, to: here)
    }

    func setLoop(from start: Double, to end: Double) {
        guard end - start > Self.shortestLoop else { return tell(.warning, "a loop must end after it begins") }
        edit("loop", key: "loop") { song in
            song.loop = start..<end
            song.isLooping = true
        }
    }

    func toggleLoop() {
        edit("loop on or off") { $0.isLooping.toggle() }
        tell(.info, state.song.isLooping ? "the loop repeats" : "plays on through the loop")
    }

    func clearLoop() {
        edit("removing the loop") { song in
            song.loop = nil
            song.isLooping = false
        }
    }

    func snapLoop() {
        guard let sheet = state.song.sheet?.leadSheet else { return }
        let bars = BarLines(sheet, duration: state.songDuration)
        let wanted = state.song.loop ?? state.playhead..<state.playhead.nextUp
        guard let snapped = bars.around(wanted) else { return tell(.warning, "there are no bars here") }
        setLoop(from: snapped.lowerBound, to: snapped.upperBound)
    }

    func reloadLoop() {
        guard let rate = state.sampleRate, state.song.isLooping, let loop = state.song.loop else {
            return deck.setLoop(nil)
        }
        let first = min(max(Int((loop.lowerBound * rate).rounded()), frames.lowerBound), frames.upperBound)
        let end = min(Int((loop.upperBound * rate).rounded()), frames.upperBound)
        deck.setLoop(end > first ? first..<end : nil)
    }

    // MARK: Click

    func toggleClick() {
        state.isClickOn.toggle()
        reloadClick()
        tell(.info, state.isClickOn ? "click on" : "click off")
    }

    func reloadClick() {
        guard state.isClickOn, let sheet = state.song.sheet?.leadSheet, let rate = state.sampleRate else {
            return deck.setClick(nil)
        }
        deck.setClick(Clicks.track(sheet, sampleRate: rate))
    }

    func resetMeters() {
        deck.resetMeters()
        refreshDeck()
    }

    // MARK: Sections

    func addMark() {
        let time = state.playhead
        workstation.dialogs.ask("section", "Section \(state.song.marks.count + 1)", in: .timeline) { [self] text in
            let name = try self.name(text, of: "a section")
            edit("section mark") { song in
                song.marks.removeAll { abs($0.time - time) < Self.startTolerance }
                song.marks.append(.init(name: name, time: time))
                song.marks.sort { $0.time < $1.time }
            }
        }
    }

    func seekToMark(_ direction: Int) { seek(in: state.song.marks.map(\.time), direction, "section mark") }

    private var markHere: Int? {
        state.song.marks.lastIndex { $0.time <= state.playhead + Self.startTolerance }
    }

    func renameMark() {
        guard let index = markHere else { return tell(.warning, "there is no section mark before the playhead") }
        workstation.dialogs.ask("section", state.song.marks[index].name, in: .timeline) { [self] text in
            let name = try self.name(text, of: "a section")
            edit("section name") { $0.marks[index].name = name }
        }
    }

    func deleteMark() {
        guard let index = markHere else { return tell(.warning, "there is no section mark before the playhead") }
        edit("removing a section mark") { $0.marks.remove(at: index) }
    }

    // MARK: What is played

    /// Gives the deck what is to be heard now; cheap, for sounds are shared.
    func reloadPlan() {
        guard sounds.vocal != nil || !sounds.stems.isEmpty else {
            loadedFrames = nil
            return deck.load(nil)
        }
        do {
            let plan = try plan()
            loadedFrames = plan.frames
            deck.load(plan)
        } catch {
            tell(.error, "\(error)")
        }
    }

    private func plan() throws -> MixPlan {
        var song = state.sounding
        let rate =
            sounds.vocal?.sampleRate ?? state.sampleRate ?? sounds.stems.values.first?.values.first?.sampleRate ?? 0
        var parts: [Int: AudioBuffer] = [:]
        for lane in song.lanes {
            if let part = lane.part { parts[lane.id] = sounds.guides[part.file] }
            // a take that still grows stands in as if it were finished
            if let job = state.jobs.first(where: { $0.id == lane.active }), lane.activeTake == nil,
                let growing = growing(job, rate)
            {
                song[lane: lane.id]?.takes.append(growing)
            }
        }
        return try song.plan(vocal: sounds.vocal, sections: sounds.stems, parts: parts, at: rate)
    }

    /// A take as far as it is; nil where nothing of it can be played.
    private func growing(_ job: WorkstationState.Job, _ rate: Double) -> Take? {
        guard let stems = sounds.stems[job.id], let duration = stems.values.first?.duration else { return nil }
        return Take(
            id: job.id, name: job.name, recipe: job.recipe, modelHash: "",
            leadSheet: job.recipe.leadSheet
                ?? .init(beats: [], downbeats: [], meter: Clicks.usualMeter, key: .init(index: 0), chords: []),
            start: job.start, duration: duration, sampleRate: rate,
            stems: stems.keys.sorted().map { .init(name: $0, file: "") }, loudness: sounds.loudness[job.id])
    }
}
