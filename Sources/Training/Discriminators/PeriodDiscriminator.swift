import Tensors

/// Looks at every p-th sample (Kong, Kim & Bae 2020, HiFi-GAN, arXiv 2010.05646, section 2.3). Its kernels of 5 x 1 over
/// (time, phase of the period) are convolutions over time alone, with the phases of the period in the batch.
public struct PeriodDiscriminator {
    private let period: Int
    private let layers: [Convolution1d]
    private let last: Convolution1d

    private static let slope = 0.1
    private static let kernel = 5
    private static let stride = 3

    /// - Parameter channels: of its layers, each of which has a third of the length; the last keeps it.
    public init(_ scope: Scope, period: Int, channels: [Int]) {
        self.period = period
        layers = zip([1] + channels, channels).enumerated().map { index, sizes in
            Convolution1d(
                scope["convs"][index], sizes.0, sizes.1, kernel: Self.kernel,
                stride: index == channels.count - 1 ? 1 : Self.stride, padding: Self.kernel / 2)
        }
        last = Convolution1d(scope["conv_post"], channels.last ?? 1, 1, kernel: 3)
    }

    /// Samples (B, N) with N of at least a period.
    public func callAsFunction(_ samples: Tensor) -> Judgement {
        let batch = samples.size(0)
        let missing = (period - samples.size(1) % period) % period
        let padded = samples.unsqueezed(1).padded(0, missing, .reflect)
        let rows = padded.size(-1) / period
        var x = padded.reshaped([batch, rows, period]).permuted([0, 2, 1]).reshaped([batch * period, 1, rows])
        var features: [Tensor] = []
        for layer in layers {
            x = layer(x).leakyRelu(Self.slope)
            features.append(x)
        }
        return Judgement(score: last(x), features: features)
    }
}
