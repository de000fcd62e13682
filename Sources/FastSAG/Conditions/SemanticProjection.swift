import Networks
import Tensors

/// From what the vocal and the lead sheet say to what the listener would hear in the band (FastSAG, section 3.2), in the
/// space of its encoder's features: (B, T / patch, C) -> (B, T / patch, semanticWidth).
struct SemanticProjection: Sendable {
    let convolution: DepthwiseConvolution
    let forward: FeedForward
    let norm: LayerNorm
    let output: Linear

    init(_ scope: Scope, _ sizes: CompactSizes) {
        convolution = DepthwiseConvolution(scope["convolution"], width: sizes.conditionWidth, kernel: sizes.kernel)
        forward = FeedForward(scope["forward"], width: sizes.conditionWidth, expansion: 2)
        norm = LayerNorm(scope["norm"], sizes.conditionWidth)
        output = Linear(scope["output"], sizes.conditionWidth, sizes.semanticWidth)
    }

    func callAsFunction(_ hidden: Tensor) -> Tensor {
        var x = hidden
        x = x + convolution(norm(x))
        return output(x + forward(x))
    }
}
