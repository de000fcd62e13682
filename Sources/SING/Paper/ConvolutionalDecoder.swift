import Networks
import Tensors

/// Embeddings -> samples (section 3.1; ConvolutionalDecoder of sing/ae/models.py): (B, D, T) -> (B, N).
public struct ConvolutionalDecoder: Sendable {
    let context: Convolution1d
    let rewrites: [Pointwise]
    let synthesis: WindowedConvolution
    let carrier: Carrier?
    /// What a carrier hears beside levels; 0 before training.
    let deviations: Linear?
    private let reach: Int

    init(_ scope: Scope, _ configuration: SINGConfiguration) {
        let sizes = configuration.sizes
        let layers = scope["layers"]
        reach = sizes.context / 2
        context = Convolution1d(layers[0], sizes.dimension, sizes.channels, kernel: sizes.context, padding: 0)
        let outputs = sizes.carrier?.levels ?? sizes.channels
        deviations = sizes.carrier.map { Linear(scope["deviations"], sizes.channels, $0.deviations, zero: true) }
        rewrites = (0..<sizes.rewriteLayers).map { layer in
            Pointwise(
                layers[2 + 2 * layer], sizes.channels, layer == sizes.rewriteLayers - 1 ? outputs : sizes.channels)
        }
        carrier = sizes.carrier.map {
            Carrier(
                $0, pitches: sizes.pitches.count, frames: sizes.length, kernel: sizes.kernel, stride: sizes.stride,
                sampleRate: configuration.sampleRate, device: scope.device)
        }
        let filters = sizes.carrier.map {
            // squared Hann windows a quarter of their length apart add up to 1.5
            Carrier.filters($0, kernel: sizes.kernel, sampleRate: configuration.sampleRate, scale: 1 / 1.5)
        }
        synthesis = WindowedConvolution(
            layers[2 + 2 * sizes.rewriteLayers], .synthesis,
            channels: sizes.carrier.map { 2 * $0.bands } ?? sizes.channels, kernel: sizes.kernel, stride: sizes.stride,
            filters: filters)
    }

    /// - Parameters:
    ///   - pitches: of the batch, (B) or (B, 1) int64; heard by a carrier only.
    ///   - timbre: added to the levels that a carrier hears, (B, 1, levels).
    ///   - start: which embedding of the note the first one is.
    ///   - observe: receives outputs of layers under the published numbers.
    public func callAsFunction(
        _ embeddings: Tensor, pitches: Tensor, timbre: Tensor? = nil, from start: Int = 0,
        observe: Observer = { _, _ in }
    ) -> Tensor {
        let times = (0..<max(embeddings.size(-1) - 2 * reach, 0)).map { start + reach + $0 }
        return self(embeddings, pitches: pitches, timbre: timbre, times: times, observe: observe)
    }

    /// - Parameter times: numbers of the frames, that is, of all embeddings but the first and the last four.
    func callAsFunction(
        _ embeddings: Tensor, pitches: Tensor, timbre: Tensor?, times: [Int],
        observe: Observer = { _, _ in }
    ) -> Tensor {
        // (B, C, T) -> (B, T, C): all further layers see one frame at a time
        var x = context(embeddings).transposed()
        observe("layer0", x.transposed())
        x = x.relu()
        for layer in rewrites.dropLast() { x = layer(x).relu() }
        let hidden = x
        if let last = rewrites.last { x = last(x) }
        if let carrier, let deviations {
            x = carrier(
                levels: timbre.map { x + $0 } ?? x, deviations: deviations(hidden),
                pitches: pitches.reshaped([x.size(0)]), times: times)
        } else {
            x = x.relu()
            observe("layer\(1 + 2 * rewrites.count)", x.transposed())
        }
        return synthesis.synthesised(x)
    }

    /// The last convolution's filters as they are used, (C, 1, kernel).
    package var windowedKernel: Tensor { synthesis.windowed }
}
