extension Posteriors {
    /// What a head says, token by token: logarithms where its values exclude each other, else probabilities.
    public subscript(head: EncoderHead) -> [Float] {
        get { self[keyPath: Self.path(head)] }
        set { self[keyPath: Self.path(head)] = newValue }
        _modify { yield &self[keyPath: Self.path(head)] }
    }

    private static func path(_ head: EncoderHead) -> WritableKeyPath<Posteriors, [Float]> {
        switch head {
        case .voicing: \.voicing
        case .pitch: \.pitch
        case .onsets: \.onsets
        case .chroma: \.chroma
        case .beats: \.beats
        case .downbeats: \.downbeats
        case .beatPhase: \.beatPhase
        case .barPhase: \.barPhase
        case .tempo: \.tempo
        case .key: \.key
        case .chords: \.chords
        case .bass: \.bass
        case .activity: \.activity
        }
    }
}
