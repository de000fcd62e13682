import Networks
import Tensors

/// Small 2-D convolutions over (time, band) at full resolution, after the trunk: without it tokens of four frames never
/// learn the low noise levels, for 400 numbers of noise can't pass a width of 256.
struct Refiner: Sendable {
    let bandEmbedding: Tensor  // (1, 2, 1, bands)
    let convolutions: [Convolution2d]
    let films: [Linear]
    let channels: Int

    init(_ scope: Scope, _ sizes: FastSAGConfiguration) {
        channels = sizes.refinerChannels
        bandEmbedding = scope.parameter("bands", [1, 2, 1, sizes.bands], .normal(0.5))
        let widths = [6, channels, channels, channels, 1]
        convolutions = (0..<4).map {
            Convolution2d(scope["convolutions"][$0], widths[$0], widths[$0 + 1], kernel: 3, zero: $0 == 3)
        }
        films = (0..<3).map { Linear(scope["films"][$0], sizes.trunkWidth, 2 * sizes.refinerChannels, zero: true) }
    }

    /// - Parameters:
    ///   - noisy: c_in x, (B, T, bands).
    ///   - planes: of the trunk, (B, 2, T, bands).
    ///   - mu: (B, T, bands).
    ///   - level: embedded noise level, (B, W).
    /// - Returns: (B, T, bands).
    func callAsFunction(_ noisy: Tensor, planes: Tensor, mu: Tensor, level: Tensor) -> Tensor {
        let (batch, frames) = (noisy.size(0), noisy.size(1))
        let embedded = bandEmbedding.expanded([batch, 2, frames, bandEmbedding.size(-1)])
        var x = Tensor.concatenated([noisy.unsqueezed(1), planes, mu.unsqueezed(1), embedded], dimension: 1)
        for (index, film) in films.enumerated() {
            // (B, 2C) -> two of (B, C, 1, 1)
            let parts = film(level.silu()).reshaped([batch, 2 * channels, 1, 1]).split(2, dimension: 1)
            let y = (convolutions[index](x) * (parts[0] + 1) + parts[1]).silu()
            x = index == 0 ? y : x + y
        }
        return convolutions[3](x).squeezed(1)
    }
}
