import Tensors

/// Looks at patches of a Mel (Isola et al. 2017, pix2pix, arXiv 1611.07004, section 3.2.2): every score sees some frames and
/// bands around its place.
public struct PatchDiscriminator: Sendable {
    private let layers: [Convolution2d]
    private let last: Convolution2d

    private static let slope = 0.1
    /// (frames, bands)
    private static let kernel = (3, 5)

    /// - Parameter channels: of its layers; each halves the bands, and all but the first halve the frames.
    public init(_ scope: Scope, channels: [Int]) {
        layers = zip([1] + channels, channels).enumerated().map { index, sizes in
            Convolution2d(
                scope["convs"][index], sizes.0, sizes.1, kernel: Self.kernel, stride: (index == 0 ? 1 : 2, 2))
        }
        last = Convolution2d(scope["conv_post"], channels.last ?? 1, 1, kernel: 3)
    }

    /// Standardised Mel (B, T, bands).
    public func callAsFunction(_ mel: Tensor) -> Judgement {
        var x = mel.unsqueezed(1)
        var features: [Tensor] = []
        for layer in layers {
            x = layer(x).leakyRelu(Self.slope)
            features.append(x)
        }
        return Judgement(score: last(x), features: features)
    }
}
