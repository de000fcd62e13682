import Music
import Testing

@Suite struct LeadSheetSliceTests {
    private let sheet = LeadSheet(
        beats: (0..<24).map { 0.25 + Double($0) * 0.5 }, downbeats: [0, 4, 8, 12, 16, 20], meter: 4,
        key: Key(index: 0),
        chords: [
            .init(start: 0, end: 4, chord: Chord(parsing: "C")), .init(start: 4, end: 6, chord: nil),
            .init(start: 6, end: 12, chord: Chord(parsing: "G")),
        ])

    @Test func chordsAreCutAndMoved() {
        let part = sheet.slice(from: 3, to: 7)
        #expect(part.chords.map(\.start) == [0, 1, 3])
        #expect(part.chords.map(\.end) == [1, 3, 4])
        #expect(part.chords.map(\.chord) == [Chord(parsing: "C"), nil, Chord(parsing: "G")])
        #expect(part.key == sheet.key && part.meter == 4)
    }

    /// Bar lines 2.25 and 8.25 enclose the part: bars keep their place though it begins inside one.
    @Test func beatsReachToTheBarLinesAround() {
        let part = sheet.slice(from: 3, to: 7)
        #expect(part.beats.first == -0.75 && part.beats.last == 5.25)
        #expect(part.downbeats == [0, 4, 8, 12])
        #expect(part.downbeats.map { part.beats[$0] + 3 } == [2.25, 4.25, 6.25, 8.25])
    }

    @Test func theWholeIsTheWhole() {
        #expect(sheet.slice(from: 0, to: 12) == sheet)
        // shorter than a beat, and beyond all that is known
        #expect(sheet.slice(from: 3.3, to: 3.4).beats.count == 5)
        let beyond = sheet.slice(from: 20, to: 22)
        #expect(beyond.chords.isEmpty && beyond.beats.last == -8.25 && beyond.downbeats == [0])
    }
}
