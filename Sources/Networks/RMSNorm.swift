import Tensors

/// (..., C) over its root mean square, times a weight (Zhang & Sennrich 2019).
public struct RMSNorm: Module {
    public let weight: Tensor

    public init(_ scope: Scope, _ size: Int) { weight = scope.parameter("weight", [size], .ones) }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        x * (x.squared().mean([x.rank - 1], keep: true) + 1e-5).rsqrt() * weight
    }
}
