import Music
import Testing

@Suite struct LeadSheetWideningTests {
    /// 120 BPM in four with bar lines at 0.5, 2.5 and 4.5 s: C, F, G and nothing in the half of the second bar.
    private let sheet = LeadSheet(
        beats: (0..<12).map { Double($0) * 0.5 }, downbeats: [1, 5, 9], meter: 4,
        key: Key(tonic: PitchClass(9), mode: .minor),
        chords: [
            .init(start: 0, end: 2.5, chord: Chord(parsing: "C"), confidence: 0.4),
            .init(start: 2.5, end: 3.5, chord: Chord(parsing: "F")), .init(start: 3.5, end: 4.5, chord: nil),
            .init(start: 4.5, end: 6, chord: Chord(parsing: "G")),
        ])

    @Test func barsGoOnAtTheTempoOfTheEnds() {
        var slowing = sheet
        slowing.beats = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4.1, 4.7, 5.3, 5.9]
        let wide = slowing.widened(from: -1.9, to: 7.5)
        #expect(wide.beats.prefix(5) == [-2, -1.5, -1, -0.5, 0])
        for (beat, wanted) in zip(wide.beats.suffix(4), [5.9, 6.5, 7.1, 7.7]) { #expect(abs(beat - wanted) < 1e-9) }
        #expect(wide.downbeats == [1, 5, 9, 13, 17])
        #expect(sheet.widened(from: 0, to: 5.5) == sheet)
    }

    @Test func aPreRollHasTheChordsOfTheFirstBars() {
        let edged = sheet.withEdges(preRoll: 2, tail: 0, duration: 5.75)
        // two bars before the bar line at 0.5 s
        #expect(edged.lead == 3.5 && edged.tail == 0)
        #expect(edged.sheet.beats.first == -3.5 && edged.sheet.beats.last == 5.5)
        #expect(edged.sheet.downbeats == [0, 4, 8, 12, 16])
        #expect(edged.sheet.chords.map(\.start) == [-3.5, -1.5, 0, 2.5, 3.5, 4.5])
        // where nothing is played in the song the chord before holds on
        #expect(edged.sheet.chords.map { $0.chord?.description } == ["C", "F", "C", "F", nil, "G"])
        #expect(edged.sheet.chords[0].confidence == 0.4)
        for (one, next) in zip(edged.sheet.chords, edged.sheet.chords.dropFirst()) { #expect(one.end == next.start) }
    }

    @Test func aTailComesToRestOnTheTonic() {
        let short = sheet.withEdges(preRoll: 0, tail: 1, duration: 5.75)
        // the bar line nearest to the end lies at 6.5 s
        #expect(short.lead == 0 && short.tail == 2.75)
        #expect(short.sheet.beats.first == 0 && short.sheet.beats.last == 8.5)
        #expect(short.sheet.chords.last == .init(start: 6.5, end: 8.5, chord: Chord(parsing: "Am")))
        // what was heard last holds until then
        #expect(short.sheet.chords.dropLast().last?.end == 6.5)
        let long = sheet.withEdges(preRoll: 0, tail: 4, duration: 5.75).sheet
        #expect(long.chord(at: 7)?.description == "C" && long.chord(at: 9)?.description == "F")
        #expect(long.chord(at: 11)?.description == "Am" && long.chord(at: 14.4)?.description == "Am")
    }

    /// A sheet without chords, of one bar only, and in three.
    @Test func littleIsEnough() {
        var bare = LeadSheet(beats: [0.2, 0.7], downbeats: [], meter: 3, key: Key(index: 7), chords: [])
        for (preRoll, tail) in [(1, 1), (16, 16), (0, 3)] {
            let edged = bare.withEdges(preRoll: preRoll, tail: tail, duration: 1)
            #expect(abs(edged.lead - (preRoll > 0 ? Double(preRoll) * 1.5 - 0.2 : 0)) < 1e-9)
            #expect(edged.sheet.chords.allSatisfy { $0.chord?.description == "G" && $0.end > $0.start })
            #expect(edged.sheet.chords.last.map { abs($0.end - 1 - edged.tail) < 1e-9 } == true)
        }
        bare.downbeats = [1]
        #expect(abs(bare.withEdges(preRoll: 1, tail: 0, duration: 1).lead - 0.8) < 1e-9)
    }
}
