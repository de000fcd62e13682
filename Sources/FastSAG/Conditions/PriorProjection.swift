import Networks
import Tensors

/// From the semantic space to a first guess of the Mel, mu (FastSAG, section 3.3):
/// hidden (B, T', C) and semantics (B, T', S) -> (B, T' patch, bands).
struct PriorProjection: Sendable {
    let semantics: Linear
    let block: DepthwiseConvolution
    let forward: FeedForward
    let norms: [LayerNorm]
    let output: Linear
    let bands: Int

    init(_ scope: Scope, _ sizes: CompactSizes) {
        semantics = Linear(scope["semantics"], sizes.semanticWidth, sizes.conditionWidth)
        block = DepthwiseConvolution(scope["convolution"], width: sizes.conditionWidth, kernel: sizes.kernel)
        forward = FeedForward(scope["forward"], width: sizes.conditionWidth)
        norms = (0..<2).map { LayerNorm(scope["norms"][$0], sizes.conditionWidth) }
        output = Linear(scope["output"], sizes.conditionWidth, sizes.patch * sizes.bands)
        bands = sizes.bands
    }

    func callAsFunction(_ hidden: Tensor, _ semantic: Tensor) -> Tensor {
        var x = hidden + semantics(semantic)
        x = x + block(norms[0](x))
        x = x + forward(norms[1](x))
        return output(x).reshaped([x.size(0), -1, bands])
    }
}
