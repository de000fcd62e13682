/// What is known of a vocal after it has been heard once.
public struct HeardVocal: Sendable {
    let analysis: VocalAnalysis
    let sound: SoundFigures
    let seconds: Double
    /// By embedding.
    let clips: [EmbeddedClip]
}

/// What is known of an accompaniment after it has been heard once; it may stand in several pairs of its vocal.
public struct HeardAccompaniment: Sendable {
    public let analysis: AccompanimentAnalysis
    public let sound: SoundFigures
    let seconds: Double
    /// By embedding.
    let clips: [EmbeddedClip]
    /// Of the mix with its vocal; nil where nobody asked for them.
    let descriptors: MusicDescriptors?
}

/// A vocal, what was generated for it and, where there is one, the real accompaniment, all heard.
public struct HeardPair: Sendable {
    public let name: String
    public let vocal: HeardVocal
    public let generated: HeardAccompaniment
    public let reference: HeardAccompaniment?

    public init(name: String, vocal: HeardVocal, generated: HeardAccompaniment, reference: HeardAccompaniment? = nil) {
        self.name = name
        self.vocal = vocal
        self.generated = generated
        self.reference = reference
    }
}
