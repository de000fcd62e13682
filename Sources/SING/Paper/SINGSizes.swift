/// Sizes of SING's networks; stored beside their weights. What `.paper` has not is nil there.
public struct SINGSizes: Codable, Sendable, Equatable {
    /// A table of embeddings: how many there are, and how many numbers each has.
    public struct Table: Codable, Sendable, Equatable {
        public var count: Int
        public var width: Int

        public init(_ count: Int, _ width: Int) {
            self.count = count
            self.width = width
        }
    }

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

    public struct Encoder: Codable, Sendable, Equatable {
        public var channels: Int
        /// 1 x 1 convolutions between the first and the last.
        public var rewriteLayers: Int
        /// Whether filters come in pairs of which only the power is heard, so that embeddings do not turn with the phase.
        public var hearsPower: Bool

        public init(channels: Int, rewriteLayers: Int, hearsPower: Bool) {
            self.channels = channels
            self.rewriteLayers = rewriteLayers
            self.hearsPower = hearsPower
        }
    }

    public var instruments: Table
    public var pitches: Table
    public var velocities: Table
    /// Embeddings of instruments at pitches; nil has none.
    public var zones: Zones?
    /// Levels of instruments at pitches that go to the carrier directly; nil has none.
    public var timbres: Timbres?
    /// What a note's embeddings are multiplied with, so that they learn as much faster as instruments are rarer than
    /// steps; nil for 1.
    public var embeddingScale: Double?
    /// What the generator's last layer is multiplied with: embeddings are small numbers, which steps of the usual size
    /// would throw about; nil for 1.
    public var outputScale: Double?
    /// Hidden numbers of a way past the recurrent network; nil has none.
    public var bypass: Int?
    /// Numbers of a time step's embedding.
    public var timeWidth: Int
    /// Embeddings of a whole note, the edges that convolutions eat included.
    public var length: Int
    /// Embeddings that the recurrent network makes in one step.
    public var framesPerStep: Int
    public var hidden: Int
    public var layers: Int
    /// Numbers of an embedding: what passes from the sequence generator to the decoder.
    public var dimension: Int
    /// Of the decoder's inner layers.
    public var channels: Int
    /// Embeddings that the decoder's first convolution sees.
    public var context: Int
    public var rewriteLayers: Int
    /// Samples of the last convolution's filters.
    public var kernel: Int
    /// Samples between embeddings.
    public var stride: Int
    public var encoder: Encoder
    /// How the decoder knows where phases are; nil leaves them to its channels.
    public var carrier: Carrier.Sizes?

    /// Steps of the recurrent network for a whole note.
    public var steps: Int { (length + framesPerStep - 1) / framesPerStep }

    /// Samples that so many embeddings give.
    public func samples(embeddings: Int) -> Int { (embeddings - context + 2) * stride - kernel }

    /// Embeddings for at least so many samples.
    public func embeddings(samples: Int) -> Int { (samples + kernel + stride - 1) / stride + context - 2 }

    /// Samples that are made before a note begins: its edge is heard by the spectral loss.
    public var lead: Int { 2 * stride }

    /// Samples that are lost on either side between what the encoder hears and what the decoder makes of it.
    public var strip: Int { kernel - stride + (context - 1) * stride / 2 }
}

/// A SING as one value. `.paper` is the published system and `.compact` ours: the same code.
public struct SINGConfiguration: Codable, Sendable, Equatable {
    public var sizes: SINGSizes
    /// Hertz.
    public var sampleRate: Double

    public init(sizes: SINGSizes, sampleRate: Double) {
        self.sizes = sizes
        self.sampleRate = sampleRate
    }
}
