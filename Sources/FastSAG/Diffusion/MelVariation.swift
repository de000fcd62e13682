import Foundation
import Tensors

/// An existing Mel to vary: noise is put onto it and taken off again (SDEdit, Meng et al. 2022, arXiv 2108.01073).
public struct MelVariation: Sendable {
    /// Standardised, (1, T, bands).
    public let mel: Tensor
    /// Over 0 to 1; at 1 nothing of the Mel is left.
    public let strength: Double

    public init(_ mel: Tensor, strength: Double) {
        self.mel = mel
        self.strength = strength
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
