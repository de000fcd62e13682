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
