import Foundation
import Tensors

/// Sines and cosines of a number at rising frequencies, then two linear layers: (B) -> (B, C).
public struct FourierEmbedding: Sendable {
    let frequencies: Tensor
    let first: Linear
    let second: Linear

    /// Frequencies unless said otherwise.
    public static let count = 64

    public init(_ scope: Scope, frequencies count: Int = Self.count, width: Int) {
        let values = (0..<count).map { Float(pow(2, -2 + 8 * Double($0) / Double(max(count - 1, 1)))) }
        frequencies = Tensor(values, shape: [1, count], device: scope.device)
        first = Linear(scope["first"], 2 * count, width)
        second = Linear(scope["second"], width, width)
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let angles = x.unsqueezed(-1) * frequencies
        return second(first(.concatenated([angles.sin(), angles.cos()], dimension: -1)).silu())
    }
}
