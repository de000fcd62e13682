import Foundation
import Tensors

/// Sines and cosines of a number at frequencies that fall from 1 to 1/10000 (Vaswani et al. 2017, section 3.5):
/// (B) -> (B, C).
public struct SinusoidalEmbedding: Module {
    let frequencies: Tensor  // (1, C / 2)
    let scale: Double

    /// - Parameters:
    ///   - width: even, at least 4.
    ///   - scale: multiplies the number first.
    public init(width: Int, scale: Double, device: Device) {
        let half = width / 2
        let values = (0..<half).map { Float(exp(-Double($0) * log(10_000) / Double(half - 1))) }
        frequencies = Tensor(values, shape: [1, half], device: device)
        self.scale = scale
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let angles = x.unsqueezed(-1) * scale * frequencies
        return .concatenated([angles.sin(), angles.cos()], dimension: -1)
    }
}
