import Corpus
import SING

/// A run of `backline train sing`.
public struct SINGRun: TrainingRecipe {
    /// What sounds are compared by.
    public enum Loss: String, Codable, Sendable {
        /// ln(1 + |STFT|^2), L1: the paper's.
        case spectral
        /// Mean square of the samples' difference: what the paper's ablation sets beside it.
        case wave
    }

    public var training: TrainingConfiguration
    public var loss: Loss
    /// Steps of the first phase, in which encoder and decoder learn to give samples back.
    public var autoencoderSteps: Int
    /// Steps of the second, in which the sequence generator learns the encoder's embeddings. The rest is end to end.
    public var sequenceSteps: Int
    /// Embeddings of an excerpt that the decoder is trained on.
    public var excerpt: Int
    /// Steps of the recurrent network that a gradient goes back through.
    public var truncation: Int
    /// What samples of the loudest velocity are multiplied with before anything hears them.
    public var gain: Double
    /// What velocity over 127 is raised to for a note's level (`SINGCatalogue`); 0 leaves loudness to the networks.
    public var velocityExponent: Double
    /// Notes of validation.
    public var validationNotes: Int

    public var problem: String? {
        let counts = [
            ("autoencoderSteps", autoencoderSteps, 0), ("sequenceSteps", sequenceSteps, 0),
            ("truncation", truncation, 1), ("validationNotes", validationNotes, 1),
        ]
        if let (name, value, least) = counts.first(where: { $0.1 < $0.2 }) {
            return "\(name) is \(value), not \(least) or more"
        }
        let range = Self.excerptRange
        guard range.contains(excerpt) else {
            return "excerpt is \(excerpt), not \(range.lowerBound) to \(range.upperBound)"
        }
        guard (0...4).contains(velocityExponent) else { return "velocityExponent is \(velocityExponent), not 0 to 4" }
        return gain > 0 && gain.isFinite ? nil : "gain is \(gain), not greater than 0"
    }

    /// Enough for one window of the loss, at most a note.
    private static let excerptRange = 24...390
}
