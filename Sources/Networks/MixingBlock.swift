import Tensors

/// A pair of residual blocks over (B, T, C): one that mixes neighbours by a depthwise convolution, one that mixes far
/// times by attention, each with a feed-forward part; all four normalised first.
public struct MixingBlock: Sendable {
    let norms: [LayerNorm]
    let convolution: DepthwiseConvolution
    let attention: SelfAttention
    let forwards: [FeedForward]

    public init(_ scope: Scope, width: Int, heads: Int, kernel: Int, expansion: Int = 4) {
        norms = (0..<4).map { LayerNorm(scope["norms"][$0], width) }
        convolution = DepthwiseConvolution(scope["convolution"], width: width, kernel: kernel)
        attention = SelfAttention(scope["attention"], width: width, heads: heads)
        forwards = (0..<2).map { FeedForward(scope["forwards"][$0], width: width, expansion: expansion) }
    }

    public func callAsFunction(_ input: Tensor, positions: RotaryEmbedding) -> Tensor {
        var x = input
        x = x + convolution(norms[0](x))
        x = x + forwards[0](norms[1](x))
        x = x + attention(norms[2](x), positions: positions)
        return x + forwards[1](norms[3](x))
    }
}
