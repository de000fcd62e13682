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
    /// What the decoder is told of a stem beside its tokens (`StemVoicing`), and what it tells of pitches; nil is neither.
    public var voicing: Voicing?
    /// Adversarial training on patches of the Mel; nil is without.
    var patches: MelPatches.Recipe?

    public struct Voicing: Codable, Sendable {
        /// Share of the examples that are single players; of the rest, submixes and vocals, nothing is told.
        public var players: Double
        /// Shares of those of which chords and player are withheld.
        public var withholdChords: Double
        public var withholdPlayer: Double
        /// Share of the examples with noise, and the share of their tokens that are another example's: what a model made
        /// up is no codec's own tokens.
        public var noisy: Double
        public var noise: Double
        /// Of the cross entropy of the pitches.
        public var pitchWeight: Double
    }

    public var problem: String? {
        if let problem = model.problem { return "model: \(problem)" }
        if let problem = learning.problem { return "learning: \(problem)" }
        if frames < TokenCodec.stride || frames % TokenCodec.stride != 0 {
            return "frames is \(frames), no multiple of \(TokenCodec.stride)"
        }
        if let problem = patches?.problem { return problem }
        if let voicing {
            let shares = [
                voicing.players, voicing.withholdChords, voicing.withholdPlayer, voicing.noisy, voicing.noise,
            ]
            if !shares.allSatisfy((0...1).contains) { return "voicing has shares that are not 0 to 1" }
            if decoderOnly != true { return "voicing needs decoderOnly: tokens are the same, told or not" }
        }
        return (0...1).contains(dropout) ? nil : "dropout is \(dropout), not 0 to 1"
    }
}
