import Foundation
import Music
import Sentences
import Songs

/// Beats and chords: where the cursor is, what the singer fixes, what is heard again, readings and tapping.
final class LeadSheetController: Controller {
    /// Which tapped beats are the first of their bar, by index.
    private var tappedDownbeats: [Int] = []
    /// The reading that was tried out when the vocal was last listened to; nil for none.
    private var hearingReading: Int?
    /// Whether the next vocal is listened to although there is a lead sheet.
    var hearsNextVocal = false

    /// Seconds that a key moves the beats by.
    static let nudge = 0.01
    /// Beats that must be tapped before they count.
    static let fewestTaps = 4
    /// A pause in tapping that ends it, seconds.
    private static let tapPause = 2.0

    // MARK: Cursor

    func moveSheetCursor(beats: Int) {
        guard let count = state.song.sheet?.leadSheet.beats.count else { return }
        state.sheetCursor = min(max(state.sheetCursor + beats, 0), count - 1)
        showSheetCursor()
    }

    func moveSheetCursor(bars: Int) {
        guard let sheet = state.song.sheet else { return }
        let all = sheet.bars
        guard let bar = all.firstIndex(where: { $0.contains(state.sheetCursor) }) else { return }
        // backwards, first to the bar's own beginning
        let own = bars < 0 && state.sheetCursor > all[bar].lowerBound ? 1 : 0
        state.sheetCursor = all[min(max(bar + bars + own, 0), all.count - 1)].lowerBound
        showSheetCursor()
    }

    func moveSheetCursor(toBeatAt seconds: Double) {
        if let beat = state.song.sheet?.beat(at: seconds) { state.sheetCursor = beat }
    }

    func moveSheetCursorToPlayhead() { moveSheetCursor(toBeatAt: state.playhead) }

    func seekToSheetCursor() {
        if let sheet = state.song.sheet { workstation.playback.seek(to: sheet.time(ofBeat: state.sheetCursor)) }
    }

    private func showSheetCursor() {
        guard let sheet = state.song.sheet, state.timeline.secondsPerColumn != nil else { return }
        let axis = workstation.view.layout.timeAxis(state)
        let time = sheet.time(ofBeat: state.sheetCursor)
        if axis.visibleColumn(of: time) == nil {
            let length = axis.end - axis.start
            state.timeline.start = min(max(time - length / 2, 0), max(state.songDuration - length, 0))
            state.timeline.followsPlayhead = false
        }
    }

    // MARK: Changes

    /// - Parameter change: of a sheet in which nothing is tried out: who changes a reading that is tried out takes it, and
    ///   both are one step back.
    private func editSheet(
        _ title: String, key: String? = nil, _ change: (inout SongSheet) throws -> Void
    ) rethrows {
        let tried = state.song.sheet.flatMap { $0.trial == nil ? nil : $0 }
        if tried != nil { update { $0.sheet?.endTrial() } }
        do {
            try edit(title, key: key) { song in
                guard var sheet = song.sheet else { return }
                if let tried {
                    sheet = tried
                    sheet.takeReading()
                }
                try change(&sheet)
                song.sheet = sheet
            }
        } catch {
            if let tried { update { $0.sheet = tried } }
            throw error
        }
        guard tried != nil else { return }
        soundAgain()
        // chords of the reading were being heard
        if state.isHearing { hear() }
    }

    /// From the cursor's beat to the end of its bar.
    private var beatsHere: Range<Int>? {
        state.song.sheet?.bar(of: state.sheetCursor).map { state.sheetCursor..<$0.upperBound }
    }

    /// The beats that the chord under the cursor spans.
    private var beatsOfChord: Range<Int>? {
        guard let sheet = state.song.sheet, sheet.leadSheet.beats.indices.contains(state.sheetCursor) else {
            return nil
        }
        let time = sheet.leadSheet.beats[state.sheetCursor]
        let span = sheet.leadSheet.chords.last { $0.start <= time + Self.hair && $0.end > time + Self.hair }
        guard let span else { return state.sheetCursor..<state.sheetCursor + 1 }
        let beats = sheet.leadSheet.beats.indices.filter {
            sheet.leadSheet.beats[$0] >= span.start - Self.hair && sheet.leadSheet.beats[$0] < span.end - Self.hair
        }
        guard let first = beats.first, let last = beats.last else { return nil }
        return min(first, state.sheetCursor)..<max(last, state.sheetCursor) + 1
    }

    /// Seconds: times that differ by less are the same.
    private static let hair = 1e-6

    /// - Parameter first: letters that were typed already.
    func editChord(beginningWith first: String = "") {
        guard let sheet = state.song.sheet, let beats = beatsHere else { return }
        let end = endOfSection(from: sheet.time(ofBeat: beats.lowerBound), in: sheet)
        workstation.dialogs.ask(
            "chords", first.isEmpty ? sheet.chordText(bar: beats) : first, isTyped: !first.isEmpty, in: .leadSheet,
            preview: { text, state in
                // what is not finished yet shows nothing
                var edited = sheet
                guard case .success = Result(catching: { try edited.setChords(text, beats: beats, until: end) }) else {
                    return
                }
                state.sheetPreview = edited
            }
        ) { [self] text in
            var outcome = SongSheet.Typed()
            try editSheet("chords") { outcome = try $0.setChords(text, beats: beats, until: end) }
            moveSheetCursor(bars: outcome.bars)
            if let remark = outcome.remark { tell(.warning, remark) }
        }
    }

    /// The bar at which the section around a time ends; nil where the song does.
    private func endOfSection(from time: Double, in sheet: SongSheet) -> Int? {
        guard let next = state.song.marks.first(where: { $0.time > time + Self.hair })?.time else { return nil }
        return sheet.bars.firstIndex { sheet.time(ofBeat: $0.lowerBound) >= next - Self.hair }
    }

    func clearChord() {
        guard let beats = beatsOfChord else { return }
        editSheet("no chord") { $0.setChord(nil, beats: beats) }
    }

    func toggleChordLock() {
        guard let sheet = state.song.sheet, let beats = beatsOfChord else { return }
        let isLocked = sheet.isChordLocked(atBeat: state.sheetCursor)
        editSheet("chord lock") { isLocked ? $0.unlockChords(beats: beats) : $0.lockChords(beats: beats) }
        tell(.info, isLocked ? "the chord may be heard again" : "the chord stays")
    }

    func toggleAllLocks() {
        let isLocked = state.song.sheet?.isWhollyLocked ?? false
        editSheet("locks") { isLocked ? $0.unlockAll() : $0.lockAll() }
        tell(.info, isLocked ? "nothing is locked" : "beats, key, metre and chords stay")
    }

    func toggleGridLock() {
        editSheet("lock of the beats") { $0.isGridLocked ? $0.unlockGrid() : $0.lockGrid() }
        tell(.info, state.song.sheet?.isGridLocked ?? false ? "the beats stay" : "the beats may be heard again")
    }

    func editKey() {
        guard let sheet = state.song.sheet else { return }
        workstation.dialogs.ask("key", sheet.leadSheet.key.description, in: .leadSheet) { [self] text in
            guard let key = Key(parsing: text) else {
                throw Complaint("\(text.quoted) is no key; write it like C, F#m or Eb minor")
            }
            editSheet("key") { $0.setKey(key) }
        }
    }

    func editMeter() {
        guard let sheet = state.song.sheet else { return }
        workstation.dialogs.ask("metre", sheet.leadSheet.signature.description, in: .leadSheet) { [self] text in
            guard let meter = Meter(typed: text) else { throw Complaint(Meter.refusal(of: text)) }
            try editSheet("metre") { try $0.setMeter(meter) }
        }
    }

    /// A tempo is exact, or one that beats drift around: those are heard.
    func editTempo() {
        guard let sheet = state.song.sheet else { return }
        let now = TypedTempo(sheet.driftingTempo ?? sheet.leadSheet.tempo, drifts: sheet.driftingTempo != nil)
        let duration = state.songDuration
        workstation.dialogs.ask("tempo, BPM", now.description, in: .leadSheet) { [self] text in
            guard let typed = TypedTempo(parsing: text) else { throw Complaint(TypedTempo.refusal(of: text)) }
            if typed.drifts { return try letTempoDrift(around: typed.tempo) }
            try editSheet("tempo") { try $0.setTempo(typed.tempo, duration: duration) }
        }
    }

    /// Lets the tempo drift, or holds it again.
    func toggleDrift() {
        guard let sheet = state.song.sheet else { return }
        guard let tempo = sheet.driftingTempo else { return attempt { try letTempoDrift(around: nil) } }
        let duration = state.songDuration
        attempt {
            try editSheet("holding the tempo") { try $0.setTempo(tempo, duration: duration) }
            tell(.info, "\(TypedTempo(tempo)) BPM, exact to the last bar")
        }
    }

    private func letTempoDrift(around tempo: Double?) throws {
        try editSheet("letting the tempo drift") { try $0.letTempoDrift(around: tempo) }
        let now = state.song.sheet?.driftingTempo.map { TypedTempo($0, drifts: true).description } ?? ""
        tell(.info, "beats may drift around \(now) BPM; they are heard again")
        hear()
    }

    func editTuning() {
        guard let sheet = state.song.sheet else { return }
        workstation.dialogs.ask("tuning, cents or Hz", sheet.leadSheet.tuning?.short ?? "", in: .leadSheet) {
            [self] text in
            let isLeft = ["", "heard", "-", "any"].contains(text.trimmingCharacters(in: .whitespaces).lowercased())
            let tuning = isLeft ? nil : Tuning(parsing: text)
            guard isLeft || tuning != nil else { throw Complaint(Tuning.refusal(of: text)) }
            try editSheet("tuning") { try $0.setTuning(tuning?.cents) }
            tell(.info, tuning.map { "voice and band are tuned to \($0)" } ?? "the tuning is heard")
            hear()
        }
    }

    func doubleTempo() {
        attempt { try editSheet("doubling the tempo") { try $0.doubleTempo() } }
    }

    func halveTempo() {
        attempt { try editSheet("halving the tempo") { try $0.halveTempo() } }
    }

    func setDownbeat() {
        let beat = state.sheetCursor
        editSheet("the one") { $0.setDownbeat(atBeat: beat) }
    }

    func nudgeGrid(by seconds: Double) {
        let duration = state.songDuration
        editSheet("moving the beats", key: "nudge") { $0.nudge(by: seconds, duration: duration) }
    }

    // MARK: Hearing

    /// Listens to the vocal; what the singer fixed stays.
    func hear() {
        guard let vocal = sounds.vocal else { return }
        if case .unavailable = state.engine { return }
        state.isHearing = true
        hearingReading = state.song.sheet?.trial?.index
        studio.listen(to: vocal, constraints: constraints)
    }

    /// A vocal that was just read is listened to where that was not done before.
    func hearNewVocal() {
        if state.song.sheet == nil || hearsNextVocal { hear() }
        hearsNextVocal = false
    }

    func hearAgain() {
        hear()
        if state.isHearing { tell(.info, "listening again; what is locked stays") }
    }

    /// What the sheet has locked; for the rest what the recipe says.
    var constraints: ListeningConstraints {
        let given = state.song.recipe.constraints
        return state.song.sheet?.constraints(over: given) ?? given
    }

    func cannotHear(_ reason: String) {
        state.isHearing = false
        tell(.warning, reason)
    }

    /// What was heard, under what the singer has locked.
    func heard(_ sheet: LeadSheet, _ hypotheses: [ListeningHypothesis]) {
        // one that comes late is about another song
        guard state.isHearing else { return }
        state.isHearing = false
        // asked for before another reading was tried, it is about that one
        guard hearingReading == state.song.sheet?.trial?.index else { return }
        update { song in
            song.sheet =
                song.sheet?.heard(sheet, hypotheses: hypotheses) ?? SongSheet(leadSheet: sheet, hypotheses: hypotheses)
        }
        guard let found = state.song.sheet, found.trial == nil else { return }
        guard found.hasUnsureBeats else { return mention("heard: \((state.song.words ?? found.words).sentence)") }
        let words = KeyWords(bindings.words(ascii: state.glyphs == .ascii))
        mention(words.unsureBeats(hasReadings: found.hypotheses.count > 1, isInSheet: state.focus == .leadSheet))
    }

    // MARK: Readings

    /// Shows the next reading's beats and plays the vocal with them; its chords are heard meanwhile. Nothing is changed
    /// until one is taken.
    func tryNextReading() {
        let duration = state.songDuration
        compare()
        update { $0.sheet?.tryNextReading(duration: duration) }
        if !state.isClickOn { state.isClickOn = true }
        workstation.playback.reloadClick()
        if !state.deck.isPlaying, !state.deck.isCountingIn { workstation.playback.togglePlayback() }
        guard let sheet = state.song.sheet else { return }
        if sheet.trial == nil { state.isHearing = false } else { hear() }
        let words = KeyWords(bindings.words(ascii: state.glyphs == .ascii))
        tell(.info, sheet.readingText.map { words.trial($0) } ?? "")
    }

    /// Keeps the reading that is shown: one step to undo, however many were tried.
    func takeReading() {
        editSheet("taking a reading") { $0.takeReading() }
        soundAgain()
        guard let sheet = state.song.sheet else { return }
        tell(.info, "\(sheet.words.tempo) BPM, \(sheet.words.meter), \(sheet.words.key): beats, metre and key stay")
    }

    /// Back to what was heard first.
    func endTrial() {
        leaveTrial()
        guard let sheet = state.song.sheet else { return }
        tell(
            .info,
            "as it was heard first: \(sheet.words.tempo) BPM, \(sheet.words.meter), \(sheet.words.key)")
    }

    /// Nothing is tried out any more, and what sounded before sounds again.
    func leaveTrial() {
        if state.song.sheet?.trial != nil {
            update { $0.sheet?.endTrial() }
            state.isHearing = false
        }
        soundAgain()
    }

    /// From now on the vocal sounds alone.
    private func compare() {
        guard state.comparing == nil else { return }
        state.comparing = .init(
            isClickOn: state.isClickOn, isPlaying: state.deck.isPlaying || state.deck.isCountingIn)
        workstation.playback.reloadPlan()
    }

    /// Takes, click and playback are as before beats were compared.
    private func soundAgain() {
        guard let before = state.comparing else { return }
        state.comparing = nil
        state.isClickOn = before.isClickOn
        workstation.playback.reloadPlan()
        workstation.playback.reloadClick()
        workstation.playback.refreshDeck()
        if !before.isPlaying, state.deck.isPlaying { workstation.playback.togglePlayback() }
    }

    // MARK: Tapping

    /// Taps, and a reading that is tried out, end without being taken.
    func dismiss() {
        state.taps = []
        tappedDownbeats = []
        if state.comparing?.isTapping ?? false { return leaveTrial() }
        if state.comparing != nil || state.song.sheet?.trial != nil { endTrial() }
    }

    /// While nothing plays, the first one only starts the vocal: there was nothing to tap along with.
    func tap(isDownbeat: Bool) {
        workstation.playback.refreshDeck()
        guard state.deck.isPlaying || state.deck.isCountingIn else { return playToTap() }
        if isDownbeat { tappedDownbeats.append(state.taps.count) }
        state.taps.append(state.deck.position)
    }

    private func playToTap() {
        compare()
        state.comparing?.isTapping = true
        // the vocal plays on when the beats are known
        state.comparing?.isPlaying = true
        // the click of beats that are being replaced would only be in the way
        state.isClickOn = false
        workstation.playback.reloadClick()
        workstation.playback.togglePlayback()
        tell(.info, KeyWords(bindings.words(ascii: state.glyphs == .ascii)).tapAlong)
    }

    /// Takes the taps once the singer pauses.
    func finishTaps() {
        guard let last = state.taps.last, let rate = state.sampleRate else {
            // who stops without a tap taps no more
            let isStopped = !state.deck.isPlaying && !state.deck.isCountingIn
            if isStopped, state.comparing?.isTapping ?? false { soundAgain() }
            return
        }
        let isOver =
            !state.deck.isPlaying || state.deck.position < last
            || Double(state.deck.position - last) > Self.tapPause * rate
        guard isOver else { return }
        let times = state.taps.map { Double($0) / rate }
        let downbeat = tappedDownbeats.first.map { times[$0] }
        state.taps = []
        tappedDownbeats = []
        leaveTrial()
        guard times.count >= Self.fewestTaps else {
            return tell(
                .warning,
                times.count == 1
                    ? "one tap is too few: tap \(Self.fewestTaps) beats or more"
                    : "\(times.count) taps are too few: tap \(Self.fewestTaps) beats or more")
        }
        attempt { try takeTaps(times, downbeat: downbeat) }
    }

    private func takeTaps(_ times: [Double], downbeat: Double?) throws {
        let duration = state.songDuration
        let hadSheet = state.song.sheet != nil
        let given = state.song.recipe.constraints.signature ?? .common
        try edit("tapped tempo") { song in
            var sheet =
                song.sheet
                ?? SongSheet(
                    leadSheet: .init(
                        beats: [], downbeats: [], meter: given.beats, division: given.division,
                        key: song.recipe.constraints.key ?? Key(index: 0), chords: []))
            try sheet.setGrid(taps: times, keepingBars: downbeat == nil && hadSheet, duration: duration)
            if let downbeat, let beat = sheet.beat(nearest: downbeat) { sheet.setDownbeat(atBeat: beat) }
            song.sheet = sheet
        }
        let tempo = state.song.sheet.map { LeadSheetWords.number($0.leadSheet.tempo) } ?? ""
        tell(.info, "\(tempo) BPM from \(times.count) taps; the beats stay")
        // chords and key are heard over the new beats
        hear()
    }
}
