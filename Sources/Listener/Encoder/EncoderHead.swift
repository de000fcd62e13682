/// What the encoder says of a token; see `Posteriors`. The order is that in trained weights: append only.
public enum EncoderHead: String, CaseIterable, Sendable {
    case voicing, pitch, onsets, chroma, beats, downbeats, beatPhase, barPhase, tempo, key, chords, bass, activity

    var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Values a token.
    public var size: Int {
        switch self {
        case .voicing, .onsets, .beats, .downbeats: 1
        case .pitch: Posteriors.pitchBins
        case .chroma, .bass: 12
        case .beatPhase: Posteriors.beatParts
        case .barPhase: Posteriors.barParts
        case .tempo: Posteriors.tempoBins
        case .key: 24
        case .chords: ChordVocabulary.count
        case .activity: Posteriors.families
        }
    }

    /// Whether its values exclude each other (softmax) or each stands for itself (sigmoid).
    public var isExclusive: Bool {
        switch self {
        case .voicing, .onsets, .chroma, .beats, .downbeats, .activity: false
        case .pitch, .beatPhase, .barPhase, .tempo, .key, .chords, .bass: true
        }
    }
}
