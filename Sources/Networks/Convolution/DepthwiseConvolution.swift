import Tensors

/// A convolution of its own for every channel, over time: (B, T, C) -> (B, T, C).
public struct DepthwiseConvolution: Module {
    let convolution: Convolution1d

    public init(_ scope: Scope, width: Int, kernel: Int) {
        convolution = Convolution1d(scope, width, width, kernel: kernel, groups: width)
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        // (B, T, C) -> (B, C, T) and back: convolutions run over the last dimension
        convolution(x.transposed()).transposed()
    }
}
