import Tensors

/// The paper's encoder with filters in pairs of which only the power is heard, so that embeddings do not turn with the
/// phase: (B, N) -> (B, D, T). Only for training and measuring.
public struct PowerEncoder: Sendable {
    let filters: WindowedConvolution
    let rewrites: [Pointwise]
    let output: Pointwise

    /// Brings logarithms of power, 0 to about 10, near 1.
    private static let powerScale = 0.2

    /// The encoder beside a model, under its published key.
    public init(besideModel scope: Scope, _ configuration: CompactConfiguration) {
        let sizes = configuration.sizes
        let (channels, rewriteLayers) = (sizes.encoder.channels, sizes.encoder.rewriteLayers)
        let layers = scope["encoder"]["layers"]
        // they begin as the carrier's bands where there is a pair for each
        let start =
            channels == 2 * sizes.carrier.bands
            ? Carrier.filters(sizes.carrier, kernel: sizes.kernel, sampleRate: configuration.sampleRate, scale: 1)
            : nil
        filters = WindowedConvolution(
            layers[0], .analysis, channels: channels, kernel: sizes.kernel, stride: sizes.stride, filters: start)
        rewrites = (0..<rewriteLayers).map { layer in
            Pointwise(layers[2 + 2 * layer], layer == 0 ? channels / 2 : channels, channels)
        }
        output = Pointwise(
            layers[2 + 2 * rewriteLayers], rewriteLayers == 0 ? channels / 2 : channels, sizes.dimension)
    }

    public func callAsFunction(_ samples: Tensor) -> Tensor {
        let pair = filters.analysed(samples).split(2, dimension: -1)
        var x = (pair[0].squared() + pair[1].squared() + 1).log() * Self.powerScale
        for layer in rewrites { x = layer(x).relu() }
        // (B, T, D) -> (B, D, T)
        return output(x).transposed()
    }
}
