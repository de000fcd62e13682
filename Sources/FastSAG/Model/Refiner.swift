import Networks
import Tensors

/// Small 2-D convolutions over (time, band) at full resolution, after the trunk: without it tokens of four frames never
/// learn the low noise levels, for 400 numbers of noise can't pass a width of 256. Two neighbouring bands are folded into
/// the channels: half the places with full vector registers instead of all places with half-empty ones.
struct Refiner: Sendable {
    let bandEmbedding: Tensor  // (1, 2, 1, bands)
    let convolutions: [Convolution2d]
    let films: [Linear]
    let channels: Int
    /// Bands that share a place.
    static let fold = 2
    /// Noisy Mel, two of the trunk, mu and two of the band's embedding.
    static let planes = 6

    init(_ scope: Scope, _ sizes: CompactSizes) {
        channels = sizes.refinerChannels
        bandEmbedding = scope.parameter("bands", [1, 2, 1, sizes.bands], .normal(0.5))
        let widths = [Self.planes * Self.fold, channels, channels, channels, Self.fold]
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
        let planes = Tensor.concatenated([noisy.unsqueezed(1), planes, mu.unsqueezed(1), embedded], dimension: 1)
        let places = planes.size(-1) / Self.fold
        // (B, 6, T, bands) -> (B, 6 fold, T, bands / fold)
        var x = planes.reshaped([batch, Self.planes, frames, places, Self.fold]).permuted([0, 1, 4, 2, 3])
            .reshaped([batch, Self.planes * Self.fold, frames, places])
        for (index, film) in films.enumerated() {
            // (B, 2C) -> two of (B, C, 1, 1)
            let parts = film(level.silu()).reshaped([batch, 2 * channels, 1, 1]).split(2, dimension: 1)
            let y = (convolutions[index](x) * (parts[0] + 1) + parts[1]).silu()
            x = index == 0 ? y : x + y
        }
        // (B, fold, T, bands / fold) -> (B, T, bands)
        return convolutions[3](x).permuted([0, 2, 3, 1]).reshaped([batch, frames, places * Self.fold])
    }
}
