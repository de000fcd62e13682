import Networks
import Tensors

/// The paper's decoder whose layers say levels, which a carrier plays: (B, D, T) -> (B, N).
public struct CarrierDecoder: Sendable {
    let context: Convolution1d
    /// What the carrier hears beside levels; 0 before training.
    let deviations: Linear
    let rewrites: [Pointwise]
    let levels: Pointwise
    let carrier: Carrier
    let synthesis: WindowedConvolution
    private let reach: Int

    init(_ scope: Scope, _ configuration: CompactConfiguration) {
        let sizes = configuration.sizes
        let layers = scope["layers"]
        let last = sizes.rewriteLayers - 1
        reach = sizes.context / 2
        context = Convolution1d(layers[0], sizes.dimension, sizes.channels, kernel: sizes.context, padding: 0)
        deviations = Linear(scope["deviations"], sizes.channels, sizes.carrier.deviations, zero: true)
        rewrites = (0..<last).map { Pointwise(layers[2 + 2 * $0], sizes.channels, sizes.channels) }
        levels = Pointwise(layers[2 + 2 * last], sizes.channels, sizes.carrier.levels)
        carrier = Carrier(
            sizes.carrier, pitches: sizes.pitches.count, frames: sizes.length, kernel: sizes.kernel,
            stride: sizes.stride, sampleRate: configuration.sampleRate, device: scope.device)
        synthesis = WindowedConvolution(
            layers[4 + 2 * last], .synthesis, channels: 2 * sizes.carrier.bands, kernel: sizes.kernel,
            stride: sizes.stride,
            // squared Hann windows a quarter of their length apart add up to 1.5
            filters: Carrier.filters(
                sizes.carrier, kernel: sizes.kernel, sampleRate: configuration.sampleRate, scale: 1 / 1.5))
    }

    /// - Parameters:
    ///   - pitches: of the batch, (B) or (B, 1) int64.
    ///   - timbre: added to the levels, (B, 1, levels); nil adds none.
    ///   - start: which embedding of the note the first one is.
    public func callAsFunction(
        _ embeddings: Tensor, pitches: Tensor, timbre: Tensor? = nil, from start: Int = 0
    ) -> Tensor {
        // (B, C, T) -> (B, T, C): all further layers see one frame at a time
        var x = context(embeddings).transposed().relu()
        for layer in rewrites { x = layer(x).relu() }
        // all embeddings have a frame but the first and the last four
        let times = (0..<max(embeddings.size(-1) - 2 * reach, 0)).map { start + reach + $0 }
        let level = levels(x)
        let bands = carrier(
            levels: timbre.map { level + $0 } ?? level, deviations: deviations(x),
            pitches: pitches.reshaped([x.size(0)]), times: times)
        return synthesis.synthesised(bands)
    }
}
