import Foundation
import Music
import Songs
import Testing

/// Beats at 0.5, 1.0 ... 4.0 s, bars of four from the first on; C to 2.5 s, G to 4.5 s.
@Suite struct SongSheetTests {
    private var sheet = SongSheet(leadSheet: Samples.sheet)

    private func chord(_ text: String) -> Chord? { Chord(parsing: text) }

    /// "C 0-2.5 | G 2.5-4.5", a locked one with "!".
    private func text(_ sheet: SongSheet) -> String {
        sheet.leadSheet.chords.map { span in
            let isLocked = sheet.lockedChords.contains(span)
            return "\(span.chord?.description ?? "N")\(isLocked ? "!" : "") \(span.start)-\(span.end)"
        }.joined(separator: " | ")
    }

    private func isWhole(_ sheet: SongSheet) -> Bool {
        let spans = sheet.leadSheet.chords
        let areJoined = zip(spans, spans.dropFirst()).allSatisfy { $0.end == $1.start && $0.start < $0.end }
        return areJoined && sheet.lockedChords.allSatisfy(spans.contains)
    }

    @Test func barsAreRangesOfBeats() {
        #expect(sheet.bars == [0..<4, 4..<8])
        var pickup = sheet
        pickup.leadSheet.downbeats = [2, 6]
        #expect(pickup.bars == [0..<2, 2..<6, 6..<8])
        #expect(pickup.bar(of: 5) == 2..<6 && pickup.bar(of: 8) == nil)
        #expect(sheet.time(ofBeat: 3) == 2 && sheet.time(ofBeat: 8) == 4.5)
        #expect(sheet.beat(nearest: 1.3) == 2 && sheet.beat(at: 1.3) == 1 && sheet.beat(at: 0.1) == 0)
    }

    @Test mutating func twoChordsShareABar() throws {
        try sheet.setChords("Am F |", bar: 0)
        #expect(text(sheet) == "C 0.0-0.5 | Am! 0.5-1.5 | F! 1.5-2.5 | G 2.5-4.5")
        #expect(sheet.chordText(bar: 0..<4) == "Am F |" && sheet.chordText(bar: 4..<8) == "G")
        try sheet.setChords("Dm Em F |", bar: 1)
        #expect(text(sheet) == "C 0.0-0.5 | Am! 0.5-1.5 | F! 1.5-2.5 | Dm! 2.5-3.5 | Em! 3.5-4.0 | F! 4.0-4.5")
        #expect(isWhole(sheet))
    }

    @Test mutating func strokesGoOnToTheNextBar() throws {
        try sheet.setChords("F#m7 % | % D/F# | E", bar: 0)
        #expect(text(sheet) == "C 0.0-0.5 | F#m7! 0.5-3.5 | D/F#! 3.5-4.5")
        #expect(sheet.chordText(bar: 4..<8) == "% D/F# |")
    }

    /// As on a napkin: a chord a bar, again and again, and what there is no room for is told.
    @Test mutating func withoutStrokesAChordFillsABar() throws {
        #expect(try sheet.setChords("am f", bar: 0) == .init(bars: 2))
        #expect(text(sheet) == "C 0.0-0.5 | Am! 0.5-2.5 | F! 2.5-4.5")
        let typed = try sheet.setChords("C H7 x2", bar: 0)
        #expect(typed == .init(bars: 2, fallen: 2) && typed.remark == "2 bars fell off the end")
        #expect(text(sheet) == "C! 0.0-2.5 | B7! 2.5-4.5" || text(sheet) == "C 0.0-0.5 | C! 0.5-2.5 | B7! 2.5-4.5")
        let far = try sheet.setChords("C7b13 | Dm ...", bar: 0)
        #expect(far == .init(bars: 2, nearest: ["C7b13 as C7"]))
        #expect(try sheet.setChords("G ...", bar: 0, until: 1).bars == 1)
        #expect(text(sheet).hasSuffix("G! 0.5-2.5 | Dm! 2.5-4.5"))
        // from the middle of a bar its rest, then whole bars
        #expect(try sheet.setChords("E A", beats: 2..<4).bars == 2)
        #expect(text(sheet).hasSuffix("G! 0.5-1.5 | E! 1.5-2.5 | A! 2.5-4.5"))
        let none = try sheet.setChords("C", bar: 1)
        #expect(none.remark == nil)
    }

    /// An upbeat has the first bar's chord.
    @Test mutating func anUpbeatIsNoBar() throws {
        sheet.leadSheet.downbeats = [2, 6]
        #expect(try sheet.setChords("Dm A", bar: 0).bars == 3)
        #expect(text(sheet).hasSuffix("Dm! 0.5-3.5 | A! 3.5-4.5"), "\(text(sheet))")
    }

    @Test mutating func silenceIsWrittenToo() throws {
        try sheet.setChords("N", bar: 1)
        #expect(text(sheet) == "C 0.0-2.5 | N! 2.5-4.5")
    }

    @Test mutating func whatIsNoChordChangesNothing() {
        let before = sheet
        #expect(throws: SheetEditError.notAChord("J")) { try sheet.setChords("C | J", bar: 0) }
        #expect(throws: SheetEditError.empty) { try sheet.setChords("  ", bar: 0) }
        #expect(throws: SheetEditError.tooMany(chords: 5, beats: 4)) { try sheet.setChords("C D E F G |", bar: 0) }
        #expect(throws: SheetEditError.noBeats) { try sheet.setChords("C", bar: 2) }
        #expect(throws: SheetEditError.noBeats) { try sheet.setChords("C", beats: 7..<9) }
        #expect(sheet == before)
    }

    @Test mutating func beatsInTheMiddleAreCutOut() throws {
        try sheet.setChords("Am", beats: 1..<2)
        #expect(text(sheet) == "C 0.0-1.0 | Am! 1.0-1.5 | C 1.5-2.5 | G 2.5-4.5")
        sheet.clearChords(beats: 3..<6)
        #expect(text(sheet) == "C 0.0-1.0 | Am! 1.0-1.5 | C 1.5-2.0 | N 2.0-3.5 | G 3.5-4.5")
        sheet.lockChords(beats: 6..<7)
        #expect(text(sheet) == "C 0.0-1.0 | Am! 1.0-1.5 | C 1.5-2.0 | N 2.0-3.5 | G! 3.5-4.0 | G 4.0-4.5")
        #expect(sheet.isChordLocked(atBeat: 6) && !sheet.isChordLocked(atBeat: 7) && sheet.isChordLocked(atBeat: 1))
        sheet.unlockChords(beats: 0..<8)
        #expect(text(sheet) == "C 0.0-1.0 | Am 1.0-1.5 | C 1.5-2.0 | N 2.0-3.5 | G 3.5-4.5")
        #expect(isWhole(sheet))
    }

    @Test mutating func aChordThatHoldsOnIsOneSpan() throws {
        try sheet.setChords("C", beats: 4..<6)
        try sheet.setChords("C", beats: 6..<8)
        #expect(text(sheet) == "C 0.0-2.5 | C! 2.5-4.5")
    }

    @Test func chordsCanBeWrittenOverNothing() throws {
        var empty = SongSheet(leadSheet: Samples.sheet)
        empty.leadSheet.chords = []
        try empty.setChords("Am", bar: 0)
        #expect(text(empty) == "N 0.0-0.5 | Am! 0.5-2.5")
    }

    @Test mutating func theMeterLaysNewBars() throws {
        try sheet.setMeter(Meter(beats: 3))
        #expect(sheet.leadSheet.downbeats == [0, 3, 6] && sheet.leadSheet.meter == 3 && sheet.isMeterLocked)
        #expect(throws: SheetEditError.self) { try sheet.setMeter(Meter(beats: 1)) }
        sheet.setDownbeat(atBeat: 5)
        #expect(sheet.leadSheet.downbeats == [2, 5] && sheet.isGridLocked)
    }

    @Test mutating func theTempoKeepsTheFirstDownbeat() throws {
        sheet.leadSheet.downbeats = [1, 5]
        try sheet.setTempo(60, duration: 4.5)
        #expect(sheet.leadSheet.beats == [0, 1, 2, 3, 4] && sheet.firstDownbeat == 1)
        #expect(sheet.leadSheet.downbeats == [1] && sheet.isGridLocked && sheet.leadSheet.beatConfidence == 1)
        // the change at 2.5 s goes to a beat, the ends stay
        #expect(["C 0.0-2.0 | G 2.0-4.5", "C 0.0-3.0 | G 3.0-4.5"].contains(text(sheet)))
        #expect(throws: SheetEditError.self) { try sheet.setTempo(10, duration: 4.5) }
    }

    @Test mutating func twiceAndHalfTheTempo() throws {
        try sheet.doubleTempo()
        #expect(sheet.leadSheet.beats.count == 15 && sheet.leadSheet.tempo == 240)
        #expect(sheet.leadSheet.downbeats == [0, 4, 8, 12])
        try sheet.halveTempo()
        #expect(sheet.leadSheet.beats == Samples.sheet.beats && sheet.leadSheet.downbeats == [0, 4])
        #expect(text(sheet) == "C 0.0-2.5 | G 2.5-4.5")
        var late = SongSheet(leadSheet: Samples.sheet)
        late.leadSheet.downbeats = [3, 7]
        try late.halveTempo()
        #expect(late.leadSheet.beats == [1, 2, 3, 4] && late.firstDownbeat == 2)
        try late.halveTempo()
        #expect(throws: SheetEditError.self) { try late.halveTempo() }
    }

    @Test mutating func theGridIsNudged() throws {
        try sheet.setChords("Am", bar: 1)
        sheet.nudge(by: 0.25, duration: 4.5)
        #expect(sheet.leadSheet.beats == [0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3.25, 3.75, 4.25])
        #expect(sheet.leadSheet.downbeats.map { sheet.leadSheet.beats[$0] } == [0.75, 2.75])
        #expect(text(sheet) == "C 0.0-2.75 | Am! 2.75-4.5")
        sheet.nudge(by: -0.5, duration: 4.5)
        #expect(sheet.leadSheet.beats.first == 0.25 && sheet.leadSheet.beats.last == 4.25)
        #expect(sheet.leadSheet.downbeats.map { sheet.leadSheet.beats[$0] } == [0.25, 2.25, 4.25])
        #expect(text(sheet) == "C 0.0-2.25 | Am! 2.25-4.5")
        #expect(isWhole(sheet) && sheet.isGridLocked)
    }

    @Test mutating func whatIsLockedIsToldToTheListener() throws {
        #expect(sheet.constraints == ListeningConstraints())
        sheet.setKey(Key(tonic: PitchClass(7), mode: .minor))
        try sheet.setChords("Am", bar: 1)
        var constraints = sheet.constraints
        #expect(constraints.key == Key(parsing: "Gm") && constraints.beats == nil && constraints.meter == nil)
        #expect(constraints.chords == [.init(start: 2.5, end: 4.5, chord: chord("Am"))])
        sheet.lockAll()
        constraints = sheet.constraints
        #expect(constraints.beats == Samples.sheet.beats && constraints.firstDownbeat == 0.5 && constraints.meter == 4)
        #expect(constraints.chords.count == 2)
        sheet.unlockAll()
        #expect(sheet.constraints == ListeningConstraints() && !sheet.isLocked)
    }

    @Test mutating func aTempoMayDrift() throws {
        sheet.lockGrid()
        try sheet.letTempoDrift()
        #expect(
            sheet.constraints
                == ListeningConstraints(
                    tempo: 120, tempoDrifts: true, firstDownbeat: 0.5, meter: 4, division: 2))
        #expect(sheet.words.tempo == "~120" && sheet.isLocked)
        #expect(throws: SheetEditError.self) { try sheet.letTempoDrift(around: 10) }
        // recipes say nothing over it
        let given = ListeningConstraints(tempo: 90, firstDownbeat: 3, key: Key(parsing: "D"), tuning: -20)
        var all = sheet.constraints(over: given)
        #expect(all.typedTempo == TypedTempo(120, drifts: true) && all.firstDownbeat == 0.5)
        #expect(all.key == Key(parsing: "D") && all.tuning == -20)
        try sheet.setTempo(60, duration: 4.5)
        all = sheet.constraints(over: given)
        #expect(all.beats == sheet.leadSheet.beats && all.tempo == nil && sheet.words.tempo == "60")
    }

    @Test mutating func aFixedTuningStays() throws {
        try sheet.setTuning(-35)
        var heard = Samples.sheet
        heard.tuning = Tuning(cents: 10, confidence: 0.4, drift: -20)
        #expect(sheet.heard(heard).leadSheet.tuning == Tuning(cents: -35, confidence: 1, drift: -20))
        #expect(sheet.constraints.tuning == -35)
        #expect(throws: SheetEditError.self) { try sheet.setTuning(66) }
        sheet.unlockAll()
        #expect(sheet.constraints.tuning == nil)
    }

    private static let readings = [
        ListeningHypothesis(tempo: 120, firstDownbeat: 0.5, meter: .common, key: Key(index: 0), probability: 0.4),
        ListeningHypothesis(
            tempo: 60, firstDownbeat: 1, meter: Meter(beats: 2, division: 3), key: Key(index: 5), probability: 0.3),
    ]

    /// Steady beats of the other reading, then what was there before: locks, chords and all.
    @Test mutating func readingsAreTriedOut() throws {
        #expect(sheet.tryNextReading(duration: 4.5) == nil)
        sheet.hypotheses = Self.readings
        try sheet.setChords("Am", bar: 1)
        sheet.lockGrid()
        let before = sheet
        #expect(sheet.tryNextReading(duration: 4.5) == 1)
        #expect(sheet.leadSheet.beats == [0, 1, 2, 3, 4] && sheet.leadSheet.downbeats == [1, 3])
        #expect(sheet.leadSheet.signature == Meter(beats: 2, division: 3) && sheet.leadSheet.key == Key(index: 5))
        #expect(sheet.hasUnsureBeats && !sheet.isGridLocked)
        let told = sheet.constraints
        #expect(told.typedTempo == TypedTempo(60) && told.beats == nil && told.firstDownbeat == 1)
        #expect(told.chords.map(\.chord) == [chord("Am")])
        #expect(sheet.readingText?.hasPrefix("reading 2 of 2: 60 BPM 6/8 ") == true)
        #expect(sheet.tryNextReading(duration: 4.5) == 0 && sheet == before)
    }

    @Test mutating func aReadingIsTaken() throws {
        sheet.hypotheses = Self.readings
        sheet.setKey(Key(index: 7))
        sheet.tryNextReading(duration: 4.5)
        sheet.takeReading()
        #expect(sheet.isGridLocked && sheet.isMeterLocked && sheet.trial == nil && !sheet.hasUnsureBeats)
        #expect(sheet.constraints.beats == [0, 1, 2, 3, 4] && sheet.constraints.key == Key(index: 7))
        // over fixed beats no others are heard
        #expect(sheet.heard(Samples.sheet, hypotheses: []).hypotheses == Self.readings)
        sheet.unlockAll()
        #expect(sheet.heard(Samples.sheet, hypotheses: []).hypotheses.isEmpty)
    }

    /// Songs from before there were readings, drifting tempi and tunings.
    @Test func olderSheetsAreRead() throws {
        let older = #"""
            {"isGridLocked": true, "isKeyLocked": false, "isMeterLocked": true, "lockedChords": [], "leadSheet":
            {"beats": [0, 1], "downbeats": [0], "meter": 4, "key": {"tonic": 9, "mode": "minor"}, "chords": [],
            "beatConfidence": 0.7}}
            """#
        let read = try JSONDecoder().decode(SongSheet.self, from: Data(older.utf8))
        #expect(read.isGridLocked && read.hypotheses.isEmpty && read.trial == nil && read.fixedTuning == nil)
        #expect(read.leadSheet.signature == .common && read.driftingTempo == nil)
    }

    @Test mutating func whatIsLockedStandsOverWhatIsHeard() throws {
        try sheet.setChords("Am", beats: 2..<4)
        sheet.setKey(Key(tonic: PitchClass(9), mode: .minor))
        let heard = LeadSheet(
            beats: [0, 1, 2, 3], downbeats: [0], meter: 4, key: Key(tonic: PitchClass(2), mode: .major),
            chords: [.init(start: 0, end: 4.5, chord: chord("D"), confidence: 0.4)])
        let merged = sheet.heard(heard)
        #expect(text(merged) == "D 0.0-1.5 | Am! 1.5-2.5 | D 2.5-4.5")
        #expect(merged.leadSheet.key == Key(parsing: "Am") && merged.leadSheet.beats == heard.beats)
        sheet.setDownbeat(atBeat: 1)
        #expect(sheet.heard(heard).leadSheet.beats == Samples.sheet.beats)
        #expect(sheet.heard(heard).leadSheet.downbeats == [1, 5])
        #expect(isWhole(sheet.heard(heard)))
    }
}
