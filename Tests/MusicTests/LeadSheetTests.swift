import Foundation
import Music
import Testing

@Suite struct LeadSheetTests {
    private func sheet(beats: [Double] = [0, 0.5, 1], chords: [LeadSheet.Span] = []) -> LeadSheet {
        LeadSheet(beats: beats, downbeats: [0], meter: 4, key: Key(index: 0), chords: chords)
    }

    @Test func theTempoIsTheMedianOne() {
        #expect(sheet().tempo == 120)
        // a beat missed by the tracker leaves the tempo alone
        #expect(abs(sheet(beats: [0.1, 0.7, 1.3, 2.5, 3.1, 3.7]).tempo - 100) < 1e-9)
        #expect(sheet(beats: [3]).tempo == 0)
        #expect(sheet(beats: []).tempo == 0)
    }

    @Test func theChordAtATime() {
        let c = Chord(parsing: "C"), g = Chord(parsing: "G")
        let spans: [LeadSheet.Span] = [
            .init(start: 1, end: 2, chord: c), .init(start: 2, end: 3, chord: g), .init(start: 3, end: 4, chord: nil),
            .init(start: 4, end: 5, chord: c),
        ]
        let sheet = sheet(chords: spans)
        let times = [0.99, 1, 1.999, 2, 2.5, 3, 3.9, 4, 4.999, 5, 9]
        #expect(times.map { sheet.chord(at: $0) } == [nil, c, c, g, g, nil, nil, c, c, nil, nil])
    }

    @Test func shiftingMovesBeatsAndChordsAlike() {
        let spans: [LeadSheet.Span] = [.init(start: 1, end: 2, chord: Chord(parsing: "Am"), confidence: 0.5)]
        let moved = sheet(chords: spans).shifted(by: -0.25)
        #expect(moved.beats == [-0.25, 0.25, 0.75])
        #expect(moved.chords == [.init(start: 0.75, end: 1.75, chord: Chord(parsing: "Am"), confidence: 0.5)])
        #expect(moved.shifted(by: 0.25) == sheet(chords: spans))
    }

    @Test func leadSheetsSurviveJSON() throws {
        let sheet = sheet(chords: [
            .init(start: 0, end: 1, chord: nil), .init(start: 1, end: 2, chord: Chord(parsing: "C/G")),
        ])
        #expect(try JSONDecoder().decode(LeadSheet.self, from: JSONEncoder().encode(sheet)) == sheet)
    }
}
