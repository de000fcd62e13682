import Music

extension Chord {
    /// The chord that a set of simultaneous notes spells, its lowest note being the bass; nil without notes.
    ///
    /// An exact match with the root in the bass comes first, then any exact match, then the chord that shares the
    /// most tones (two points for a shared tone, one lost for a missing or a strange one). Sixths with
    /// ninths and what has six tones are not spelled: they may be many other chords.
    public init?(sounding pitches: [Int]) {
        guard let lowest = pitches.min() else { return nil }
        let bass = PitchClass(lowest)
        let sounding = Set(pitches.map { PitchClass($0) })
        var best: (score: Double, chord: Chord)?
        for rootStep in 0..<12 {
            let root = bass.transposed(by: rootStep)
            for quality in Self.spelled {
                let tones = Set(quality.intervals.map { root.transposed(by: $0) })
                let shared = tones.intersection(sounding).count
                let different = tones.symmetricDifference(sounding).count
                let score = Double(2 * shared - different) + (rootStep == 0 ? 0.5 : 0)
                if score > (best?.score ?? -.infinity) {
                    best = (score, Chord(root: root, quality: quality, bass: bass))
                }
            }
        }
        guard let chord = best?.chord else { return nil }
        self = chord
    }

    private static let spelled: [ChordQuality] = [
        .major, .minor, .dominant7, .major7, .minor7, .minorMajor7, .diminished, .halfDiminished7, .diminished7,
        .augmented, .suspended2, .suspended4, .major6, .minor6, .dominant9, .power,
        .added9, .minorAdded9, .major9, .minor9,
    ]
}
