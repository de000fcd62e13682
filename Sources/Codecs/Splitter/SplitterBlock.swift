import Tensors

/// Norm, a convolution over three frames that lie apart, GELU, a pointwise layer, residual. (B, T, C) -> (B, T, C).
struct SplitterBlock: Module {
    let norm: LayerNorm
    let convolution: Convolution1d
    let pointwise: Linear

    init(_ scope: Scope, width: Int, dilation: Int) {
        norm = LayerNorm(scope["norm"], width)
        convolution = Convolution1d(scope["conv"], width, width, kernel: 3, dilation: dilation)
        pointwise = Linear(scope["pointwise"], width, width)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        x + pointwise(convolution(norm(x).transposed()).transposed().gelu())
    }
}
