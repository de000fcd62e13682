import Music

/// The chords that the harmoniser tells apart: five qualities on twelve roots, and none.
public enum ChordVocabulary {
    public static let qualities: [ChordQuality] = [.major, .minor, .dominant7, .major7, .minor7]
    public static let none = 12 * qualities.count
    public static let count = none + 1

    /// root * 5 + quality.
    public static func index(of chord: Chord?) -> Int {
        guard let chord else { return none }
        return chord.root.value * qualities.count + nearest(chord.quality)
    }

    public static func chord(at index: Int) -> Chord? {
        guard (0..<none).contains(index) else { return nil }
        return Chord(root: PitchClass(index / qualities.count), quality: qualities[index % qualities.count])
    }

    private static func nearest(_ quality: ChordQuality) -> Int {
        switch quality {
        case .major, .augmented, .suspended2, .suspended4, .major6, .power, .added9, .major69: 0
        case .minor, .diminished, .minor6, .minorAdded9, .minor69: 1
        case .dominant7, .dominant9, .dominant11, .dominant13, .dominant7Flat9, .dominant7Sharp9, .dominant7Sharp11,
            .dominant7Flat5, .augmented7, .dominant7Suspended4:
            2
        case .major7, .major9, .major13: 3
        case .minor7, .minor9, .minor11, .minorMajor7, .halfDiminished7, .diminished7: 4
        }
    }

    /// How likely each pitch class sounds, given how likely each chord is.
    public static func tones(_ probabilities: ArraySlice<Float>) -> [Float] {
        var tones = [Float](repeating: 0, count: 12)
        for (index, probability) in probabilities.enumerated() {
            guard let chord = chord(at: index) else { continue }
            for tone in chord.pitchClasses { tones[tone.value] += probability }
        }
        return tones
    }
}
