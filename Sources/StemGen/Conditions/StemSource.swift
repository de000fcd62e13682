/// What a stem can be conditioned on, each given or withheld on its own.
public enum StemSource: Int, CaseIterable, Sendable, Codable {
    /// The other players' mixed sound.
    case mix
    /// Which family plays.
    case instrument
    case beats, chords, style
}
