/// Sizes of the published VAE-GAN.
public struct PublishedVariationalCodecSizes: Sendable, Equatable {
    /// Strides, kernels and channels of the encoder, outermost first.
    public var downsampling: [Int]
    public var encoderKernels: [Int]
    public var encoderChannels: [Int]
    /// Those of the decoder, outermost last.
    public var upsampling: [Int]
    public var decoderKernels: [Int]
    public var decoderChannels: [Int]
    /// Kernels and dilations of the decoder's residual blocks (Kong et al. 2020, HiFi-GAN, section 2.3).
    public var residualKernels: [Int]
    public var dilations: [Int]
    /// Numbers in a latent.
    public var latent: Int

    /// Samples in a latent.
    public var hop: Int { downsampling.reduce(1, *) }

    /// Lam et al. 2023, appendix B.1: 24 kHz to 250 latents of 16 numbers a second.
    public static let paper = PublishedVariationalCodecSizes(
        downsampling: [2, 3, 4, 4], encoderKernels: [5, 7, 9, 9], encoderChannels: [32, 64, 128, 256],
        upsampling: [4, 4, 3, 2], decoderKernels: [9, 9, 5, 7], decoderChannels: [768, 384, 192, 96],
        residualKernels: [3, 7, 11], dilations: [1, 3, 5], latent: 16)

    public init(
        downsampling: [Int], encoderKernels: [Int], encoderChannels: [Int], upsampling: [Int], decoderKernels: [Int],
        decoderChannels: [Int], residualKernels: [Int], dilations: [Int], latent: Int
    ) {
        self.downsampling = downsampling
        self.encoderKernels = encoderKernels
        self.encoderChannels = encoderChannels
        self.upsampling = upsampling
        self.decoderKernels = decoderKernels
        self.decoderChannels = decoderChannels
        self.residualKernels = residualKernels
        self.dilations = dilations
        self.latent = latent
    }
}
