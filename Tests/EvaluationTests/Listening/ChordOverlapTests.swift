import Evaluation
import Music
import Testing

/// Expected values: mir_eval 0.8.2, `mir_eval.chord.evaluate`, entries "majmin" and "root".
struct ChordOverlapTests {
    private func spans(_ parts: [(Double, Double, String)]) throws -> [LeadSheet.Span] {
        try parts.map { start, end, name in
            guard name != "N" else { return LeadSheet.Span(start: start, end: end, chord: nil) }
            let chord: Chord = try #require(Chord(parsing: name))
            return LeadSheet.Span(start: start, end: end, chord: chord)
        }
    }

    @Test func aSongOfEverything() throws {
        let reference = try spans([
            (0, 2, "C:maj"), (2, 4, "A:min7"), (4, 5, "N"), (5, 6, "G:sus4"), (6, 8, "B:dim"), (8, 9, "C:maj/b7"),
            (9, 10, "C:maj/2"), (10, 12, "F:maj6"), (12, 14, "D:9"), (14, 15, "E:aug"), (15, 16, "E:minmaj7"),
        ])
        let estimated = try spans([
            (0, 1, "C:7"), (1, 3, "A:min"), (3, 4, "A:maj"), (4, 5.5, "N"), (5.5, 7, "G:maj"), (7, 8, "B:min"),
            (8, 10, "C:maj"), (10, 11, "F:maj"), (11, 12, "D:min"), (12, 14, "D:maj"), (14, 16, "E:min"),
        ])
        let triads = try #require(ChordOverlap.majorMinor(estimated: estimated, reference: reference))
        let roots = try #require(ChordOverlap.roots(estimated: estimated, reference: reference))
        #expect(abs(triads - 8.0 / 11) < 1e-9)
        #expect(abs(roots - 0.78125) < 1e-9)
    }

    @Test(arguments: [
        ("C:maj", 1.0), ("C:maj6", 1), ("C:min6", 1), ("C:9", 1), ("C:minmaj7", 1), ("C:maj/b7", 1), ("C:maj/5", 1),
        ("N", 1), ("C:aug", nil), ("C:dim", nil), ("C:hdim7", nil), ("C:dim7", nil), ("C:sus2", nil), ("C:5", nil),
        ("C:maj/2", nil),
    ])
    func chordsThatCount(name: String, overlap: Double?) throws {
        let chord = try spans([(0, 1, name)])
        #expect(ChordOverlap.majorMinor(estimated: chord, reference: chord) == overlap)
        #expect(ChordOverlap.roots(estimated: chord, reference: chord) == 1)
    }

    @Test(arguments: [
        ("C:maj", "C:sus4", 0.0, 1.0), ("C:maj", "C:maj/2", 0, 1), ("G:min/5", "G:min7/b7", 1, 1),
        ("N", "C:maj", 0, 0), ("C:maj", "N", 0, 0), ("C:maj", "A:min", 0, 0),
    ])
    func oneAgainstAnother(reference: String, estimated: String, triads: Double, roots: Double) throws {
        let (known, found) = (try spans([(0, 4, reference)]), try spans([(0, 4, estimated)]))
        #expect(ChordOverlap.majorMinor(estimated: found, reference: known) == triads)
        #expect(ChordOverlap.roots(estimated: found, reference: known) == roots)
    }

    @Test func timeWithoutAnEstimateIsNoChord() throws {
        let known = try spans([(0, 4, "C")])
        #expect(try ChordOverlap.majorMinor(estimated: spans([(1, 3, "C")]), reference: known) == 0.5)
        #expect(ChordOverlap.majorMinor(estimated: [], reference: known) == 0)
        #expect(ChordOverlap.majorMinor(estimated: [], reference: try spans([(0, 4, "N")])) == 1)
        #expect(ChordOverlap.roots(estimated: known, reference: []) == nil)
    }
}
