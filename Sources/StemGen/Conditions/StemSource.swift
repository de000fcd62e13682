import Conditions

/// What a stem can be conditioned on, each given or withheld on its own.
public enum StemSource: Int, CaseIterable, Sendable, Codable {
    /// The other players' mixed sound.
    case mix
    /// Which family plays.
    case instrument
    case beats, chords, style
}

extension StemSource {
    /// Where it stands in a token's features of the sheet; nil for what is no part of it.
    var sheetRange: Range<Int>? {
        switch self {
        case .mix, .instrument: nil
        case .beats: TokenSheet.beats
        case .chords: TokenSheet.chords
        case .style: TokenSheet.style
        }
    }
}
