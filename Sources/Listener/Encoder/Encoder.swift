import Foundation
import Synchronization
import Tensors

/// The semantic encoder: hears pitch, harmony and metre in a voice alone, a band alone or both, token by token.
///
/// Long sound goes through windows as long as those of training, which overlap and are cross-faded.
public final class Encoder: Encoding {
    private let network: EncoderNetwork
    private let frontEnd = EncoderFrontEnd()
    private let configuration: EncoderConfiguration
    private let device: Device
    /// Names the weights; see `Checkpoint.digest`.
    public let digest: String

    /// What a token of silence reads as, once it was asked for.
    private let silent = Mutex<[Float]?>(nil)

    /// A window of little but noise is not made louder than this many decibels under the whole.
    private static let quiet: Float = 20
    /// Tokens of silence around the one whose features are taken; even.
    private static let silentTokens = 128

    /// - Throws: `CheckpointError` or `TensorError` when the weights are not an encoder's.
    public init(_ checkpoint: Checkpoint, device: Device = .cpu) throws {
        configuration = try checkpoint.configuration(EncoderConfiguration.self)
        if let problem = configuration.problem {
            throw CheckpointError.damaged(path: checkpoint.path, reason: problem)
        }
        let store = try ParameterStore(checkpoint, device: device)
        network = EncoderNetwork(store.root, configuration)
        try store.verify()
        self.device = device
        digest = checkpoint.digest
    }

    /// The one that comes with the program.
    public static func bundled() throws -> Encoder {
        try Encoder(Checkpoint(contentsOf: Bundle.module.weights("encoder")))
    }

    /// Values a token of `Posteriors.features`.
    public var width: Int { configuration.width }

    public func posteriors(of samples: [Float]) throws -> Posteriors { try posteriors(of: samples, tuning: 0) }

    /// - Parameters:
    ///   - samples: 24 kHz mono, of any length; what does not fill a token at the end is not heard.
    ///   - tuning: cents over A = 440 Hz; harmony is heard relative to it, and pitch likewise.
    public func posteriors(of samples: [Float], tuning: Double) throws -> Posteriors {
        var powers = (tuning == 0 ? frontEnd : EncoderFrontEnd(tuning: tuning)).powers(of: samples)
        let tokens = powers.count / EncoderFrontEnd.count
        let least = EncoderFrontEnd.level(powers) - Self.quiet
        // the network pairs tokens, in all windows the same ones
        if tokens % 2 == 1 { powers += powers.suffix(EncoderFrontEnd.count) }
        var blend = PosteriorBlend(tokens: tokens, width: width)
        for window in windows(tokens: powers.count / EncoderFrontEnd.count) {
            let part = powers[(window.lowerBound * EncoderFrontEnd.count)..<(window.upperBound * EncoderFrontEnd.count)]
            let level = max(EncoderFrontEnd.level(part), least)
            let features = EncoderFrontEnd.features(part, level: level)
            let output = Engine.withGradients(false) {
                network(Tensor(features, shape: [1, window.count, EncoderFrontEnd.count], device: device))
            }
            try blend.add(output, over: window)
        }
        return blend.posteriors
    }

    /// Silence beside sound reads as the least that the network sees.
    public func silence() throws -> [Float] {
        if let known = silent.withLock({ $0 }) { return known }
        let tokens = Self.silentTokens
        let floor = EncoderFrontEnd.features([0], level: 0)[0]
        let output = Engine.withGradients(false) {
            network(
                Tensor(
                    [Float](repeating: floor, count: tokens * EncoderFrontEnd.count),
                    shape: [1, tokens, EncoderFrontEnd.count], device: device))
        }
        let features = try output.features.narrowed(1, from: tokens / 2, length: 1).floats()
        silent.withLock { $0 = features }
        return features
    }

    /// Windows that begin at even tokens and overlap by about a quarter or more; the last one ends with the sound.
    /// - Parameter tokens: even.
    private func windows(tokens: Int) -> [Range<Int>] {
        let length = configuration.window
        guard tokens > length else { return tokens > 0 ? [0..<tokens] : [] }
        let steps = (4 * (tokens - length) + 3 * length - 1) / (3 * length)
        return (0...steps).map { step in
            let start = (tokens - length) / 2 * step / steps * 2
            return start..<(start + length)
        }
    }
}
