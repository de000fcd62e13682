import Foundation
import Tensors

/// Rotary positions (Su et al. 2021, RoFormer, section 3.2), halves form: pair i is (x_i, x_(i + D/2)).
public struct RotaryEmbedding: Sendable {
    let cosines: Tensor  // (T, D / 2)
    let sines: Tensor

    /// - Parameters:
    ///   - length: positions 0..<length.
    ///   - size: of a head, even.
    public init(length: Int, size: Int, base: Double = 10_000, device: Device) {
        let half = size / 2
        var angles: [Float] = []
        angles.reserveCapacity(length * half)
        for position in 0..<length {
            for pair in 0..<half {
                angles.append(Float(Double(position) * pow(base, -Double(pair) / Double(half))))
            }
        }
        let table = Tensor(angles, shape: [length, half], device: device)
        cosines = table.cos()
        sines = table.sin()
    }

    private init(cosines: Tensor, sines: Tensor) {
        self.cosines = cosines
        self.sines = sines
    }

    /// Those of so many positions from one on.
    public func narrowed(from first: Int, length: Int) -> RotaryEmbedding {
        RotaryEmbedding(
            cosines: cosines.narrowed(0, from: first, length: length),
            sines: sines.narrowed(0, from: first, length: length))
    }

    /// (B, H, T, D) -> the same, turned by its position.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let halves = x.split(2, dimension: -1)
        let (a, b) = (halves[0], halves[1])
        return .concatenated([a * cosines - b * sines, b * cosines + a * sines], dimension: -1)
    }
}
