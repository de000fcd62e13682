import Tensors

/// Halves or doubles the resolution of an image by a learned convolution: (B, C, F, T) -> (B, C, F / 2, T / 2) or
/// (B, C, 2F, 2T).
struct Resize2d: Module {
    enum Direction { case down, up }

    let weight: Tensor
    let bias: Tensor
    let isTransposed: Bool

    init(_ scope: Scope, width: Int, _ direction: Direction) {
        isTransposed = direction == .up
        // both pad by 1: 3 taps halve an even length, 4 taps double it
        let kernel = isTransposed ? 4 : 3
        weight = scope.parameter("weight", [width, width, kernel, kernel], .fanIn(width * kernel * kernel))
        bias = scope.parameter("bias", [width], .fanIn(width * kernel * kernel))
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        x.convolution(weight, bias, stride: 2, padding: 1, transposed: isTransposed)
    }
}
