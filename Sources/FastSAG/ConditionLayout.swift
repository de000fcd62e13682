import Music

/// Where each condition stands in a frame's feature vector. The order belongs to trained weights.
public enum ConditionLayout {
    /// What can be given or withheld on its own.
    public enum Source: Int, CaseIterable, Sendable {
        case vocal, beats, chords, style
    }

    /// Sung pitch class (12), height over two circles (4), voicing, onset strength, loudness.
    public static let vocal = 0..<19
    /// Sine and cosine of the phase in beat and bar, pulses on beat and downbeat, log tempo.
    public static let beats = 19..<26
    /// Pitch classes of the chord (12), of its bass (12), chord change.
    public static let chords = 26..<51
    public static let style = 51..<(51 + styleSlots)
    /// One flag a source: 1 where it is given.
    public static let presence = (51 + styleSlots)..<(51 + styleSlots + Source.allCases.count)
    public static let count = presence.upperBound

    /// Room for styles that later issues add.
    static let styleSlots = 16
    /// What the shipped weights were trained on; others are given as their kin.
    public static let trainedStyles: Set<Style> = [.ballad, .pop, .rock, .bossa]

    public static func range(_ source: Source) -> Range<Int> {
        switch source {
        case .vocal: vocal
        case .beats: beats
        case .chords: chords
        case .style: style
        }
    }
}
