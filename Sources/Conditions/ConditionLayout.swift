import Music

/// Where each condition stands in a frame's feature vector. The order belongs to trained weights.
public enum ConditionLayout {
    /// What can be given or withheld on its own.
    public enum Source: Int, CaseIterable, Sendable {
        case vocal, beats, chords, style, families, density, brightness, level, semantics
    }

    /// Sung pitch class (12), height over two circles (4), voicing, onset strength, loudness.
    public static let vocal = 0..<19
    /// Sine and cosine of the phase in beat and bar, pulses on beat and downbeat, log tempo.
    public static let beats = 19..<26
    /// Pitch classes of the chord (12), of its bass (12), chord change.
    public static let chords = 26..<51
    public static let style = 51..<(51 + styleSlots)
    /// 1 for each instrument family of `InstrumentFamily` that plays around the frame.
    public static let families = style.upperBound..<(style.upperBound + InstrumentFamily.allCases.count)
    /// How much is struck, how bright it is and how loud, in deviations from what is usual (`ArrangementCurves`).
    public static let density = families.upperBound..<(families.upperBound + 1)
    public static let brightness = density.upperBound..<(density.upperBound + 1)
    public static let level = brightness.upperBound..<(brightness.upperBound + 1)
    /// What the listener's encoder hears in the voice: `Posteriors.features`.
    public static let semantics = level.upperBound..<(level.upperBound + semanticWidth)
    /// One flag a source: 1 where it is given.
    public static let presence = semantics.upperBound..<(semantics.upperBound + Source.allCases.count)
    public static let count = presence.upperBound

    /// Room for styles that later issues add.
    static let styleSlots = 16
    /// Width of the listener's semantic space.
    public static let semanticWidth = 192

    public static func range(_ source: Source) -> Range<Int> {
        switch source {
        case .vocal: vocal
        case .beats: beats
        case .chords: chords
        case .style: style
        case .families: families
        case .density: density
        case .brightness: brightness
        case .level: level
        case .semantics: semantics
        }
    }
}
