import Music
import Songs
import Terminal

/// The first row: what playback does, where, in which song; what plays on which device; how the engine is.
struct HeaderPanel {
    let scene: Scene
    let ink: Ink

    func draw(on canvas: inout Canvas, in area: Rect) {
        let state = scene.state
        var line = Segments(ink)
        let (word, mark, role) = transport
        line.add("\(mark) \(word)", role, rank: 0)
        let recorded = RecordingPanel.isShown(state) ? state.recorder?.seconds : nil
        line.add(Formats.position(recorded ?? state.playhead), .title, rank: 0)
        if let sheet = state.song.sheet?.leadSheet, let place = sheet.place(at: state.playhead) {
            line.add("bar \(place.bar).\(place.beat)", .text, rank: 3)
        }
        line.add(state.song.title, .title, rank: 1, shrinksTo: 14)
        if let sheet = state.song.sheet, let words = state.song.words {
            let isShort = area.columns < Layout.wide
            line.add(Self.music(sheet, words, isShort: isShort, ink), .text, rank: 5)
            line.add(Self.tuning(sheet, words, isShort: isShort, ink), .text, rank: 6)
        }
        addRight(to: &line)
        line.draw(on: &canvas, in: area)
    }

    /// Key, tempo and metre, each with its lock or a question mark: "A minor · 92? BPM · 4/4", or "Am 92? 4/4".
    private static func music(_ sheet: SongSheet, _ words: LeadSheetWords, isShort: Bool, _ ink: Ink) -> String {
        func locked(_ text: String, _ isLocked: Bool) -> String { isLocked ? text + String(ink.marks.locked) : text }
        let parts = [
            locked(isShort ? words.shortKey : words.key, sheet.isKeyLocked),
            locked(isShort ? words.tempo : words.tempo + " BPM", sheet.isGridLocked),
            locked(words.meter, sheet.isMeterLocked),
        ]
        return parts.joined(separator: isShort ? " " : " \(ink.marks.separator) ")
    }

    /// A tuning that is worth telling: "A 431 Hz, -35 c", or "-35c".
    private static func tuning(_ sheet: SongSheet, _ words: LeadSheetWords, isShort: Bool, _ ink: Ink) -> String {
        guard words.isOffPitch || sheet.fixedTuning != nil, let tuning = isShort ? words.shortTuning : words.tuning
        else {
            return ""
        }
        return sheet.fixedTuning == nil ? tuning : tuning + String(ink.marks.locked)
    }

    private var transport: (String, Character, Theme.Role) {
        let state = scene.state
        if let recorder = state.recorder, recorder.isRecording { return ("rec", ink.marks.record, .recording) }
        if state.recorder?.isCountingIn == true || state.deck.isCountingIn {
            return ("count", ink.marks.record, .warning)
        }
        return state.deck.isPlaying ? ("play", ink.marks.play, .accent) : ("stop", ink.marks.stop, .dim)
    }

    private func addRight(to line: inout Segments) {
        let state = scene.state
        for (letter, scene) in [("A", state.song.a), ("B", state.song.b)] {
            if let scene { line.addRight("\(letter) \(Self.name(scene, state.song))", .dim, rank: 10) }
        }
        line.addRight("\(ink.marks.audition) \(Self.name(state.sounding.scene, state.song))", .accent, rank: 2)
        if state.isClickOn { line.addRight("click", .text, rank: 7) }
        switch state.deck.output {
        case .closed: break
        case .open(let device): line.addRight(device, .dim, rank: 8)
        case .silent: line.addRight("no sound", .warning, rank: 1)
        }
        if state.deck.xruns > 0 {
            line.addRight("\(state.deck.xruns) xrun\(state.deck.xruns == 1 ? "" : "s")", .warning, rank: 4)
        }
        switch state.engine {
        case .loading: line.addRight("engine loads", .dim, rank: 4)
        case .ready: line.addRight("ready", .dim, rank: 9)
        case .unavailable: line.addRight("no engine", .error, rank: 1)
        }
    }

    /// "#3 #5": its takes in the order of lanes.
    private static func name(_ scene: Song.Scene, _ song: Song) -> String {
        let takes = song.lanes.compactMap { scene.takes[$0.id]?.flatMap(\.self) }
        return takes.isEmpty ? "vocal" : takes.map { "#\($0)" }.joined(separator: " ")
    }
}
