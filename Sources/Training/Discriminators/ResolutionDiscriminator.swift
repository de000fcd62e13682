import Foundation
import Tensors

/// Looks at a spectrogram of one resolution (Jang et al. 2021, UnivNet, arXiv 2106.07889, section 2.2; Vocos uses the
/// like), here of log magnitudes, so that it sees the quiet between the partials.
public struct ResolutionDiscriminator {
    private let window: Tensor
    private let layers: [Convolution2d]
    private let last: Convolution2d

    private static let slope = 0.1
    /// (frames, bins)
    private static let kernel = (3, 5)
    /// Under it, power is silence.
    private static let powerFloor = 1e-6

    /// - Parameters:
    ///   - window: samples; its hop is a quarter of it.
    ///   - channels: of its layers, each of which halves the bins.
    public init(_ scope: Scope, window size: Int, channels: [Int]) {
        window = Tensor(
            (0..<size).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(size))) }, device: scope.device)
        layers = zip([1] + channels, channels).enumerated().map { index, sizes in
            Convolution2d(scope["convs"][index], sizes.0, sizes.1, kernel: Self.kernel, stride: (1, 2))
        }
        last = Convolution2d(scope["conv_post"], channels.last ?? 1, 1, kernel: 3)
    }

    /// Samples (B, N) with N of at least the window.
    public func callAsFunction(_ samples: Tensor) -> Judgement {
        let power = samples.powerSpectrum(window: window, hop: window.count / 4)
        var x = ((power + Self.powerFloor).log() / 2).unsqueezed(1)
        var features: [Tensor] = []
        for layer in layers {
            x = layer(x).leakyRelu(Self.slope)
            features.append(x)
        }
        return Judgement(score: last(x), features: features)
    }
}
