import Tensors

/// Samples -> embeddings, only for training (section 3.2; ConvolutionalEncoder of sing/ae/models.py): (B, N) -> (B, D, T).
public struct ConvolutionalEncoder: Sendable {
    let filters: WindowedConvolution
    let rewrites: [Pointwise]
    let output: Pointwise
    let hearsPower: Bool

    init(_ scope: Scope, _ configuration: SINGConfiguration) {
        let sizes = configuration.sizes
        let encoder = sizes.encoder
        let layers = scope["layers"]
        hearsPower = encoder.hearsPower
        let start = sizes.carrier.flatMap { carrier -> [Float]? in
            guard encoder.hearsPower, encoder.channels == 2 * carrier.bands else { return nil }
            return Carrier.filters(carrier, kernel: sizes.kernel, sampleRate: configuration.sampleRate, scale: 1)
        }
        filters = WindowedConvolution(
            layers[0], .analysis, channels: encoder.channels, kernel: sizes.kernel, stride: sizes.stride,
            filters: start)
        let width = encoder.hearsPower ? encoder.channels / 2 : encoder.channels
        rewrites = (0..<encoder.rewriteLayers).map { layer in
            Pointwise(layers[2 + 2 * layer], layer == 0 ? width : encoder.channels, encoder.channels)
        }
        output = Pointwise(
            layers[2 + 2 * encoder.rewriteLayers], encoder.rewriteLayers == 0 ? width : encoder.channels,
            sizes.dimension)
    }

    public func callAsFunction(_ samples: Tensor) -> Tensor {
        let heard = filters.analysed(samples)
        var x: Tensor
        if hearsPower {
            let pair = heard.split(2, dimension: -1)
            x = (pair[0].squared() + pair[1].squared() + 1).log() * Self.powerScale
        } else {
            x = heard.relu()
        }
        for layer in rewrites { x = layer(x).relu() }
        // (B, T, D) -> (B, D, T)
        return output(x).transposed()
    }

    /// Brings logarithms of power, 0 to about 10, near 1.
    private static let powerScale = 0.2
}
