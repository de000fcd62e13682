import Networks
import Tensors

/// The published VAE-GAN on samples (Lam et al. 2023, appendix B.1): strided convolutions -> a normal distribution of D numbers,
/// divided by 3 and clamped to -1...1 -> HiFi-GAN's upsampling and residual blocks. B batch, N samples, a multiple of the hop.
public struct PublishedVariationalCodec: Sendable {
    public let sizes: PublishedVariationalCodecSizes
    let encoder: [Convolution1d]
    let moments: Convolution1d
    let input: Convolution1d
    let upsampling: [Upsampling]
    let residuals: [[Residual]]
    let output: Convolution1d

    private static let slope = 0.1
    private static let edgeKernel = 7

    public init(_ scope: Scope, _ sizes: PublishedVariationalCodecSizes) {
        self.sizes = sizes
        var width = 1
        encoder = sizes.encoderChannels.indices.map { index in
            defer { width = sizes.encoderChannels[index] }
            return Convolution1d(
                scope["encoder"][index], width, sizes.encoderChannels[index], kernel: sizes.encoderKernels[index],
                stride: sizes.downsampling[index], padding: sizes.encoderKernels[index] / 2)
        }
        moments = Convolution1d(scope["moments"], width, 2 * sizes.latent, kernel: 3)
        width = sizes.decoderChannels[0]
        input = Convolution1d(scope["decoder"]["input"], sizes.latent, width, kernel: Self.edgeKernel)
        var ups: [Upsampling] = []
        var blocks: [[Residual]] = []
        for (index, channels) in sizes.decoderChannels.enumerated() {
            ups.append(
                Upsampling(
                    scope["decoder"]["ups"][index], width, channels, kernel: sizes.decoderKernels[index],
                    stride: sizes.upsampling[index]))
            blocks.append(
                sizes.residualKernels.enumerated().map {
                    Residual(
                        scope["decoder"]["blocks"][index][$0], channels, kernel: $1, dilations: sizes.dilations)
                })
            width = channels
        }
        (upsampling, residuals) = (ups, blocks)
        output = Convolution1d(scope["decoder"]["output"], width, 1, kernel: Self.edgeKernel)
    }

    /// Samples (B, 1, N) -> the latents' distribution, (B, N / hop, D).
    public func posterior(_ samples: Tensor) -> VariationalCodec.Posterior {
        let x = encoder.reduce(samples) { $1($0).leakyRelu(Self.slope) }
        let parts = moments(x).transposed().split(2, dimension: -1)
        return VariationalCodec.Posterior(mean: parts[0], logVariance: parts[1])
    }

    /// Latents (B, T, D) -> samples (B, 1, T hop).
    public func samples(_ latents: Tensor) -> Tensor {
        var x = input(latents.transposed())
        for (up, blocks) in zip(upsampling, residuals) {
            let wide = up(x.leakyRelu(Self.slope))
            // the mean of blocks that see differently far
            let seen = blocks.map { $0(wide) }
            x = seen.dropFirst().reduce(seen[0], +) / Double(seen.count)
        }
        return output(x.leakyRelu(Self.slope)).tanh()
    }

    /// A transposed convolution: (B, I, T) -> (B, O, T stride).
    struct Upsampling: Module {
        let weight: Tensor
        let bias: Tensor
        let stride: Int

        init(_ scope: Scope, _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int) {
            weight = scope.parameter("weight", [inputs, outputs, kernel], .fanIn(inputs * kernel))
            bias = scope.parameter("bias", [outputs], .zeros)
            self.stride = stride
        }

        func callAsFunction(_ x: Tensor) -> Tensor {
            let made = x.convolution(weight, bias, stride: stride, transposed: true)
            let (wanted, extra) = (x.size(-1) * stride, made.size(-1) - x.size(-1) * stride)
            return made.narrowed(-1, from: extra / 2, length: wanted)
        }
    }

    /// Dilated convolutions, each around its own input (Kong et al. 2020, HiFi-GAN, appendix A.1): (B, C, T) -> (B, C, T).
    struct Residual: Module {
        let pairs: [(Convolution1d, Convolution1d)]

        init(_ scope: Scope, _ width: Int, kernel: Int, dilations: [Int]) {
            pairs = dilations.enumerated().map { index, dilation in
                (
                    Convolution1d(scope["convs1"][index], width, width, kernel: kernel, dilation: dilation),
                    Convolution1d(scope["convs2"][index], width, width, kernel: kernel)
                )
            }
        }

        func callAsFunction(_ x: Tensor) -> Tensor {
            pairs.reduce(x) { x, pair in
                x
                    + pair.1(
                        pair.0(x.leakyRelu(PublishedVariationalCodec.slope)).leakyRelu(PublishedVariationalCodec.slope))
            }
        }
    }
}
