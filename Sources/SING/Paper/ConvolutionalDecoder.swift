import Networks
import Tensors

/// Embeddings -> samples (section 3.1; ConvolutionalDecoder of sing/ae/models.py): (B, D, T) -> (B, N).
public struct ConvolutionalDecoder: Sendable {
    let context: Convolution1d
    let rewrites: [Pointwise]
    let synthesis: WindowedConvolution

    init(_ scope: Scope, _ sizes: SINGSizes) {
        let layers = scope["layers"]
        context = Convolution1d(layers[0], sizes.dimension, sizes.channels, kernel: sizes.context, padding: 0)
        rewrites = (0..<sizes.rewriteLayers).map { Pointwise(layers[2 + 2 * $0], sizes.channels, sizes.channels) }
        synthesis = WindowedConvolution(
            layers[2 + 2 * sizes.rewriteLayers], .synthesis, channels: sizes.channels, kernel: sizes.kernel,
            stride: sizes.stride)
    }

    /// - Parameter observe: receives outputs of layers under the published numbers.
    public func callAsFunction(_ embeddings: Tensor, observe: Observer = { _, _ in }) -> Tensor {
        // (B, C, T) -> (B, T, C): all further layers see one frame at a time
        var x = context(embeddings).transposed()
        observe("layer0", x.transposed())
        x = x.relu()
        for layer in rewrites { x = layer(x).relu() }
        observe("layer\(1 + 2 * rewrites.count)", x.transposed())
        return synthesis.synthesised(x)
    }

    /// The last convolution's filters as they are used, (C, 1, kernel).
    package var windowedKernel: Tensor { synthesis.windowed }
}
