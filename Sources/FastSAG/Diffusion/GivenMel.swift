import Foundation
import Tensors

/// Frames of a Mel that are decided already: the sampler draws its estimate to them at every step.
public struct KnownMel: Sendable {
    /// Standardised, (1, T, bands).
    public let mel: Tensor
    /// (1, T, 1): 1 keeps a frame, 0 leaves it free.
    let weights: Tensor

    /// - Parameters:
    ///   - mel: standardised, (1, T, bands).
    ///   - weights: 0...1, one a frame.
    public init(_ mel: Tensor, weights: [Float]) {
        self.mel = mel
        self.weights = Tensor(weights, shape: [1, weights.count, 1], device: mel.device)
    }

    /// The first frames, decided by the section before: kept over their first half, then let go in a straight fall.
    /// - Parameters:
    ///   - opening: (1, K, bands).
    ///   - frames: of the section.
    public init(opening: Tensor, frames: Int) {
        let count = opening.size(1)
        let ramp = (0..<count).map { min(1, 2 * (1 - (Float($0) + 0.5) / Float(count))) }
        let rest = max(frames - count, 0)
        self.init(
            .concatenated(
                [opening, .zeros([1, rest, opening.size(2)], device: opening.device)], dimension: 1),
            weights: ramp + [Float](repeating: 0, count: rest))
    }

    /// The estimate, (1, T, bands), moved towards what is known.
    func drawing(_ estimate: Tensor) -> Tensor { estimate + (mel - estimate) * weights }
}

/// An existing Mel, and how far noise goes in each frame that is put onto it and taken off again (SDEdit, Meng et al. 2022,
/// arXiv 2108.01073): strength 0 keeps a frame, 1 leaves nothing of it, between them it is varied.
///
/// All frames begin at the level of the greatest strength. A frame of less strength is held, as it is known, until the noise
/// has fallen to its own level.
public struct GivenMel: Sendable {
    /// Standardised, (1, T, bands).
    public let mel: Tensor
    /// At which all frames begin, 0...1; at 1 they begin from noise.
    public let strength: Double
    /// Noise level above which each frame is held; infinite where it never is.
    private let held: [Double]

    /// - Parameters:
    ///   - mel: standardised, (1, T, bands).
    ///   - strengths: 0...1, one a frame.
    ///   - strength: that of the frame that is changed most, here or anywhere in the take.
    public init(_ mel: Tensor, strengths: [Double], strength: Double) {
        self.mel = mel
        self.strength = strength
        held = strengths.map { own in
            own >= strength ? .infinity : own <= 0 ? 0 : Self.sigma(ofStrength: own)
        }
    }

    /// 1 for each frame that is held at a noise level, 0 for the others.
    package func weights(at sigma: Double) -> [Float] { held.map { sigma > $0 ? 1 : 0 } }

    /// The estimate, (1, T, bands), with the frames that are held.
    func drawing(_ estimate: Tensor, at sigma: Double) -> Tensor {
        let weights = weights(at: sigma)
        return weights.contains { $0 > 0 } ? KnownMel(mel, weights: weights).drawing(estimate) : estimate
    }

    /// Noise levels of evenly spaced strengths from 0 to 1; between them the level's logarithm runs straight. Chosen so that
    /// the mean distance of Mels to the varied take rises evenly (twinkle.flac: 1.2, 2.4, 3.6, 4.9 dB at 0.2 to 0.8, and
    /// 6.1 dB between takes of two seeds).
    static let levels = [0.03, 0.115, 0.52, 1.38, 3.95, 20.0]

    /// The noise level of a strength.
    public static func sigma(ofStrength strength: Double) -> Double {
        let place = min(max(strength, 0), 1) * Double(levels.count - 1)
        let low = min(Int(place), levels.count - 2)
        return levels[low] * pow(levels[low + 1] / levels[low], place - Double(low))
    }
}
