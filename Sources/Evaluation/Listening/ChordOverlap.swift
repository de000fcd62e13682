import Music

/// How much of the time the right chord is heard: mir_eval's and MIREX's comparisons, weighted by time.
public enum ChordOverlap {
    /// Major against minor, on the right root: sevenths, sixths and ninths count as the triad they stand on. Time under
    /// other chords of the reference (diminished, augmented, suspended, without a third, over a bass inside the octave
    /// below the fifth that does not belong to the chord) is left out; no chord must be heard as no chord.
    /// nil where nothing is left.
    public static func majorMinor(estimated: [LeadSheet.Span], reference: [LeadSheet.Span]) -> Double? {
        overlap(estimated, reference) { found, known in
            let shape = shape(known)
            guard [majorShape, minorShape, []].contains(shape) else { return nil }
            return found?.root == known?.root && Self.shape(found) == shape
        }
    }

    /// The root alone, of all chords; no chord must be heard as no chord.
    public static func roots(estimated: [LeadSheet.Span], reference: [LeadSheet.Span]) -> Double? {
        overlap(estimated, reference) { found, known in found?.root == known?.root }
    }

    private static let majorShape: Set<Int> = [0, 4, 7]
    private static let minorShape: Set<Int> = [0, 3, 7]

    /// Semitones over the root up to the fifth, with those of the bass; none for no chord. A ninth lies over the fifth.
    private static func shape(_ chord: Chord?) -> Set<Int> {
        guard let chord else { return [] }
        let bass = (chord.bass.value - chord.root.value + 12) % 12
        return Set((chord.quality.core + [bass]).filter { $0 < 8 })
    }

    /// Share of the reference's time where the comparison holds; where it is nil, time does not count. Where nothing is
    /// estimated, no chord is.
    private static func overlap(
        _ estimated: [LeadSheet.Span], _ reference: [LeadSheet.Span], comparison: (Chord?, Chord?) -> Bool?
    ) -> Double? {
        var right = 0.0
        var whole = 0.0
        for known in reference where known.end > known.start {
            let inside = estimated.filter { $0.end > known.start && $0.start < known.end }
            let bounds = [known.start, known.end] + inside.flatMap { [$0.start, $0.end] }
            let cuts = bounds.filter { $0 >= known.start && $0 <= known.end }.sorted()
            for (from, to) in zip(cuts, cuts.dropFirst()) where to > from {
                let middle = (from + to) / 2
                let found = inside.first { $0.start <= middle && middle < $0.end }?.chord
                guard let agrees = comparison(found, known.chord) else { continue }
                whole += to - from
                if agrees { right += to - from }
            }
        }
        return whole > 0 ? right / whole : nil
    }
}
