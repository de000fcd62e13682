/// What ours has beside the paper's sizes, which are found here, too.
@dynamicMemberLookup
public struct CompactSizes: Codable, Sendable, Equatable {
    /// What an instrument sounds like at pitches so many semitones apart; between them it changes evenly. Sampled
    /// instruments differ from zone to zone of the keyboard.
    public struct Zones: Codable, Sendable, Equatable {
        public var semitones: Int
        /// Numbers of an embedding.
        public var width: Int

        public init(semitones: Int, width: Int) {
            self.semitones = semitones
            self.width = width
        }
    }

    /// What an instrument sounds like at pitches so many semitones apart, as levels of a carrier.
    public struct Timbres: Codable, Sendable, Equatable {
        public var semitones: Int
        /// What the table's numbers are multiplied with: each is heard in a few steps of a hundred only.
        public var scale: Double

        public init(semitones: Int, scale: Double) {
            self.semitones = semitones
            self.scale = scale
        }
    }

    public var paper: SINGSizes
    /// Embeddings that the recurrent network makes in one step.
    public var framesPerStep: Int
    /// Embeddings of instruments at pitches.
    public var zones: Zones
    /// Levels of instruments at pitches that go to the carrier directly.
    public var timbres: Timbres
    /// What a note's embeddings are multiplied with, so that they learn as much faster as instruments are rarer than
    /// steps.
    public var embeddingScale: Double
    /// What the generator's last layer is multiplied with: embeddings are small numbers, which steps of the usual size
    /// would throw about.
    public var outputScale: Double
    /// Hidden numbers of the way past the recurrent network.
    public var bypass: Int
    /// How the decoder knows where phases are.
    public var carrier: Carrier.Sizes

    public subscript<Value>(dynamicMember member: WritableKeyPath<SINGSizes, Value>) -> Value {
        get { paper[keyPath: member] }
        set { paper[keyPath: member] = newValue }
    }

    public subscript<Value>(dynamicMember member: KeyPath<SINGSizes, Value>) -> Value { paper[keyPath: member] }

    /// Steps of the recurrent network for a whole note.
    public var steps: Int { (paper.length + framesPerStep - 1) / framesPerStep }
}

extension CompactSizes {
    private enum CodingKeys: String, CodingKey {
        case framesPerStep, zones, timbres, embeddingScale, outputScale, bypass, carrier
    }

    /// All beside one another in one object, as weights have it.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            paper: try SINGSizes(from: decoder), framesPerStep: try values.decode(Int.self, forKey: .framesPerStep),
            zones: try values.decode(Zones.self, forKey: .zones),
            timbres: try values.decode(Timbres.self, forKey: .timbres),
            embeddingScale: try values.decode(Double.self, forKey: .embeddingScale),
            outputScale: try values.decode(Double.self, forKey: .outputScale),
            bypass: try values.decode(Int.self, forKey: .bypass),
            carrier: try values.decode(Carrier.Sizes.self, forKey: .carrier))
    }

    public func encode(to encoder: any Encoder) throws {
        try paper.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(framesPerStep, forKey: .framesPerStep)
        try values.encode(zones, forKey: .zones)
        try values.encode(timbres, forKey: .timbres)
        try values.encode(embeddingScale, forKey: .embeddingScale)
        try values.encode(outputScale, forKey: .outputScale)
        try values.encode(bypass, forKey: .bypass)
        try values.encode(carrier, forKey: .carrier)
    }
}
