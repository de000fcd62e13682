import Tensors

/// Samples -> embeddings, only for training (section 3.2; ConvolutionalEncoder of sing/ae/models.py): (B, N) -> (B, D, T).
public struct ConvolutionalEncoder: Sendable {
    let filters: WindowedConvolution
    let rewrites: [Pointwise]
    let output: Pointwise

    /// The encoder beside a model, under its published key.
    public init(besideModel scope: Scope, _ sizes: SINGSizes) {
        let channels = sizes.encoder.channels
        let layers = scope["encoder"]["layers"]
        filters = WindowedConvolution(
            layers[0], .analysis, channels: channels, kernel: sizes.kernel, stride: sizes.stride)
        rewrites = (0..<sizes.encoder.rewriteLayers).map { Pointwise(layers[2 + 2 * $0], channels, channels) }
        output = Pointwise(layers[2 + 2 * sizes.encoder.rewriteLayers], channels, sizes.dimension)
    }

    public func callAsFunction(_ samples: Tensor) -> Tensor {
        var x = filters.analysed(samples).relu()
        for layer in rewrites { x = layer(x).relu() }
        // (B, T, D) -> (B, D, T)
        return output(x).transposed()
    }
}
