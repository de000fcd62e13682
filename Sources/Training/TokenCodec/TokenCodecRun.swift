import Codecs
import Networks

/// What a run of the token codec is told.
public struct TokenCodecRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var model: TokenCodecSizes
    /// Mel frames in an example; a multiple of two.
    public var frames: Int
    public var learning: ResidualVectorQuantizer.Learning
    /// Share of the examples that are decoded from the first levels only (quantiser dropout).
    public var dropout: Double
    /// Of the distances beside the mean absolute one: squares, compressed magnitudes, and the latents' from their codes.
    public var squareWeight: Double
    public var spectralWeight: Double
    public var commitmentWeight: Double
    /// Deviation of an example's level, dB.
    public var level: Double
    /// Whether only the decoder is trained, on a trained encoder's tokens: models that write those tokens stay valid. nil
    /// is no.
    public var decoderOnly: Bool?
    /// Adversarial training on patches of the Mel; nil is without.
    public var patches: Patches?

    public struct Patches: Codable, Sendable {
        public var channels: [Int]
        /// Of the codec's hinge loss.
        public var weight: Double
        /// Of feature matching.
        public var featureWeight: Double
    }

    public var problem: String? {
        if let problem = model.problem { return "model: \(problem)" }
        if let problem = learning.problem { return "learning: \(problem)" }
        if frames < TokenCodec.stride || frames % TokenCodec.stride != 0 {
            return "frames is \(frames), no multiple of \(TokenCodec.stride)"
        }
        if let patches, patches.channels.isEmpty || patches.channels.contains(where: { $0 < 1 }) {
            return "patches.channels is \(patches.channels), not 1 or more each"
        }
        return (0...1).contains(dropout) ? nil : "dropout is \(dropout), not 0 to 1"
    }
}
