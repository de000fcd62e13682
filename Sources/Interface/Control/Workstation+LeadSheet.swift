import Foundation
import Music
import Songs

extension Workstation {
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
        if let sheet = state.song.sheet { seek(to: sheet.time(ofBeat: state.sheetCursor)) }
    }

    private func showSheetCursor() {
        guard let sheet = state.song.sheet, state.timeline.secondsPerColumn != nil else { return }
        let axis = layout.timeAxis(state)
        let time = sheet.time(ofBeat: state.sheetCursor)
        if axis.visibleColumn(of: time) == nil {
            let length = axis.end - axis.start
            state.timeline.start = min(max(time - length / 2, 0), max(state.songDuration - length, 0))
            state.timeline.followsPlayhead = false
        }
    }

    // MARK: Changes

    private func editSheet(
        _ title: String, key: String? = nil, _ change: (inout SongSheet) throws -> Void
    ) rethrows {
        try edit(title, key: key) { song in
            guard var sheet = song.sheet else { return }
            try change(&sheet)
            song.sheet = sheet
        }
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
        let bars = sheet.bars
        let bar = bars.firstIndex { $0.contains(beats.lowerBound) }
        let isWhole = bar.map { bars[$0] == beats } ?? false
        let text = first.isEmpty ? sheet.chordText(bar: beats) : first
        ask("chords", text, in: .leadSheet) { [self] text in
            if isWhole, let bar {
                try editSheet("chords") { try $0.setChords(text, bar: bar) }
            } else {
                try setChords(text, beats: beats)
            }
            moveSheetCursor(bars: text.split(separator: "|", omittingEmptySubsequences: false).count)
        }
    }

    /// From the middle of a bar on: what stands before the first "|" shares the rest of the bar.
    private func setChords(_ text: String, beats: Range<Int>) throws {
        let cells = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = cells.count > 1 ? String(cells[1]) : nil
        try editSheet("chords") { sheet in
            try sheet.setChords(String(cells.first ?? ""), beats: beats)
            guard let rest, let bar = sheet.bars.firstIndex(where: { $0.contains(beats.lowerBound) }),
                sheet.bars.indices.contains(bar + 1)
            else { return }
            try sheet.setChords(rest, bar: bar + 1)
        }
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
        let isLocked = state.song.sheet?.isLocked ?? false
        editSheet("locks") { isLocked ? $0.unlockAll() : $0.lockAll() }
        tell(.info, isLocked ? "nothing is locked" : "beats, key, metre and chords stay")
    }

    func toggleGridLock() {
        editSheet("lock of the beats") { $0.isGridLocked.toggle() }
        tell(.info, state.song.sheet?.isGridLocked ?? false ? "the beats stay" : "the beats may be heard again")
    }

    func editKey() {
        guard let sheet = state.song.sheet else { return }
        ask("key", sheet.leadSheet.key.description, in: .leadSheet) { [self] text in
            guard let key = Key(parsing: text) else {
                throw Complaint("\"\(text)\" is no key; write it like C, F#m or Eb minor")
            }
            editSheet("key") { $0.setKey(key) }
        }
    }

    func editMeter() {
        guard let sheet = state.song.sheet else { return }
        ask("beats a bar", "\(sheet.leadSheet.meter)", in: .leadSheet) { [self] text in
            guard let meter = Int(text.trimmingCharacters(in: .whitespaces).replacing("/4", with: "")) else {
                throw Complaint("beats a bar is a whole number, not \"\(text)\"")
            }
            try editSheet("metre") { try $0.setMeter(meter) }
        }
    }

    func editTempo() {
        guard let sheet = state.song.sheet else { return }
        let duration = state.songDuration
        ask("tempo, BPM", sheet.leadSheet.tempo.formatted(), in: .leadSheet) { [self] text in
            guard let tempo = number(text) else { throw Complaint("a tempo is a number, not \"\(text)\"") }
            try editSheet("tempo") { try $0.setTempo(tempo, duration: duration) }
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

    func hearAgain() {
        hear()
        if state.isHearing { tell(.info, "listening again; what is locked stays") }
    }

    /// What the sheet has locked; for the rest what the recipe says.
    var constraints: ListeningConstraints {
        let given = state.song.recipe.constraints
        guard var fixed = state.song.sheet?.constraints else { return given }
        if fixed.beats == nil {
            fixed.tempo = given.tempo
            fixed.firstDownbeat = fixed.firstDownbeat ?? given.firstDownbeat
        }
        fixed.meter = fixed.meter ?? given.meter
        fixed.key = fixed.key ?? given.key
        fixed.chart = given.chart
        return fixed
    }

    /// What was heard, under what the singer has locked.
    func heard(_ sheet: LeadSheet) {
        update { song in song.sheet = song.sheet?.heard(sheet) ?? SongSheet(leadSheet: sheet) }
        let tempo = sheet.tempo.rounded().formatted()
        mention("heard: \(tempo) BPM, \(sheet.meter) beats a bar, \(sheet.key)")
    }

    // MARK: Tapping

    func tap(isDownbeat: Bool) {
        refreshDeck()
        if isDownbeat { tappedDownbeats.append(state.taps.count) }
        state.taps.append(state.deck.position)
    }

    /// Takes the taps once the singer pauses.
    func finishTaps() {
        guard let last = state.taps.last, let rate = state.sampleRate else { return }
        let isOver =
            !state.deck.isPlaying || state.deck.position < last
            || Double(state.deck.position - last) > Self.tapPause * rate
        guard isOver else { return }
        let times = state.taps.map { Double($0) / rate }
        let downbeat = tappedDownbeats.first.map { times[$0] }
        state.taps = []
        tappedDownbeats = []
        guard times.count >= Self.fewestTaps else {
            return tell(.warning, "\(times.count) taps are too few: tap \(Self.fewestTaps) beats or more")
        }
        attempt { try takeTaps(times, downbeat: downbeat) }
    }

    private func takeTaps(_ times: [Double], downbeat: Double?) throws {
        let duration = state.songDuration
        let hadSheet = state.song.sheet != nil
        try edit("tapped tempo") { song in
            var sheet =
                song.sheet
                ?? SongSheet(
                    leadSheet: .init(
                        beats: [], downbeats: [], meter: song.recipe.constraints.meter ?? Clicks.usualMeter,
                        key: song.recipe.constraints.key ?? Key(index: 0), chords: []))
            try sheet.setGrid(taps: times, keepingBars: downbeat == nil && hadSheet, duration: duration)
            if let downbeat, let beat = sheet.beat(nearest: downbeat) { sheet.setDownbeat(atBeat: beat) }
            song.sheet = sheet
        }
        let tempo = state.song.sheet?.leadSheet.tempo.formatted() ?? ""
        tell(.info, "\(tempo) BPM from \(times.count) taps; the beats stay")
        // chords and key are heard over the new beats
        hear()
    }
}
