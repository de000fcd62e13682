/// Sizes of SING's networks, as the paper has them.
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

    public struct Encoder: Codable, Sendable, Equatable {
        public var channels: Int
        /// 1 x 1 convolutions between the first and the last.
        public var rewriteLayers: Int

        public init(channels: Int, rewriteLayers: Int) {
            self.channels = channels
            self.rewriteLayers = rewriteLayers
        }
    }

    public var instruments: Table
    public var pitches: Table
    public var velocities: Table
    /// Numbers of a time step's embedding.
    public var timeWidth: Int
    /// Embeddings of a whole note, the edges that convolutions eat included.
    public var length: Int
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

    /// Numbers that instrument, pitch and velocity have together.
    var noteWidth: Int { instruments.width + pitches.width + velocities.width }

    /// Samples that so many embeddings give.
    public func samples(embeddings: Int) -> Int { (embeddings - context + 2) * stride - kernel }

    /// Embeddings for at least so many samples.
    public func embeddings(samples: Int) -> Int { (samples + kernel + stride - 1) / stride + context - 2 }

    /// Samples that are made before a note begins: its edge is heard by the spectral loss.
    public var lead: Int { 2 * stride }

    /// Samples that are lost on either side between what the encoder hears and what the decoder makes of it.
    public var strip: Int { kernel - stride + (context - 1) * stride / 2 }
}
