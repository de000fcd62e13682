import Tensors

/// ConvNeXt block over time as in Vocos (Siuzdak 2023, section 3.2): depthwise convolution, norm, two pointwise layers
/// with GELU, a learned scale, residual. (B, T, C) -> (B, T, C).
public struct ConvNeXtBlock: Module {
    let depthwise: DepthwiseConvolution
    let norm: LayerNorm
    let widen: Linear
    let narrow: Linear
    let scale: Tensor

    public init(_ scope: Scope, width: Int, hidden: Int, kernel: Int = 7, initialScale: Float) {
        depthwise = DepthwiseConvolution(scope["dwconv"], width: width, kernel: kernel)
        norm = LayerNorm(scope["norm"], width)
        widen = Linear(scope["pwconv1"], width, hidden)
        narrow = Linear(scope["pwconv2"], hidden, width)
        scale = scope.parameter("gamma", [width], .values([Float](repeating: initialScale, count: width)))
    }

    public func callAsFunction(_ x: Tensor) -> Tensor { x + narrow(widen(norm(depthwise(x))).gelu()) * scale }
}
