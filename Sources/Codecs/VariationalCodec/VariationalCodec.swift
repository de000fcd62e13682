import Networks
import Signal
import Tensors

/// The compact variational codec, in the role of MeLoDy's VAE-GAN (Lam et al. 2023, arXiv 2305.15719, section 4.1 and appendix
/// B.1): Mel -> ConvNeXt blocks, two frames to one -> a normal distribution of D numbers, divided by 3 and clamped to -1...1 ->
/// mirrored decoder -> Mel for the shared vocoder. B batch, T Mel frames (even).
public struct VariationalCodec: Sendable {
    /// What the encoder says of a latent before it is drawn and clamped, (B, T / 2, D) each.
    public struct Posterior: Sendable {
        public let mean: Tensor
        public let logVariance: Tensor

        public init(mean: Tensor, logVariance: Tensor) {
            self.mean = mean
            self.logVariance = logVariance
        }

        /// Kullback-Leibler divergence to the standard normal distribution, mean of every number's.
        public var divergence: Tensor {
            (mean.squared() + logVariance.exp() - logVariance - 1).mean() / 2
        }

        /// A draw, clamped. - Parameter noise: standard normal, (B, T / 2, D).
        public func latents(_ noise: Tensor) -> Tensor {
            VariationalCodec.clamped(mean + noise * (logVariance / 2).exp())
        }

        /// The distribution's middle, clamped.
        public var latents: Tensor { VariationalCodec.clamped(mean) }
    }

    public let sizes: VariationalCodecSizes
    let scale: MelScale
    let encoder: MelEncoder
    let decoder: MelDecoder

    /// Mel frames in a latent.
    public static let stride = MelCoderSizes.stride
    /// What latents are divided by before they are clamped.
    private static let reach = 3.0
    /// Of a posterior's log variance: exp of more is no number.
    private static let logVariances = (-20.0, 4.0)

    public init(_ scope: Scope, _ sizes: VariationalCodecSizes, mel: FeatureMoments? = nil) {
        self.sizes = sizes
        scale = MelScale(scope, bands: sizes.bands, mel)
        encoder = MelEncoder(scope["encoder"], sizes.coder, outputs: 2 * sizes.latent)
        decoder = MelDecoder(
            scope["decoder"], sizes.coder, inputs: sizes.latent, conditions: nil, pitches: sizes.pitches)
    }

    /// Natural-log Mel -> what the codec works on; quieter than the floor is the floor.
    public func standardised(_ logMel: Tensor) -> Tensor { scale.standardised(logMel) }

    /// Back to a natural-log Mel.
    public func logMel(_ standardised: Tensor) -> Tensor { scale.logMel(standardised) }

    /// Standardised Mel (B, T, bands) -> the latents' distribution.
    public func posterior(_ standardised: Tensor) -> Posterior {
        let parts = encoder(standardised).split(2, dimension: -1)
        return Posterior(
            mean: parts[0],
            logVariance: parts[1].clamped(min: Self.logVariances.0).clamped(max: Self.logVariances.1))
    }

    /// Latents (B, T / 2, D) -> standardised Mel (B, T, bands), and for every latent the log odds of each of `sizes.pitches`
    /// to sound, (B, T / 2, pitches); nil where the codec knows of none.
    public func decoded(_ latents: Tensor) -> (mel: Tensor, pitches: Tensor?) { decoder(latents, conditions: nil) }

    /// Natural-log Mel (B, T, bands) -> latents (B, T / 2, D).
    public func encode(_ logMel: Tensor) -> Tensor { posterior(standardised(logMel)).latents }

    /// Latents (B, T / 2, D) -> natural-log Mel (B, T, bands) and the odds of pitches, see `decoded`.
    public func decode(_ latents: Tensor) -> (mel: Tensor, pitches: Tensor?) {
        let (mel, pitches) = decoded(latents)
        return (logMel(mel), pitches)
    }

    private static func clamped(_ x: Tensor) -> Tensor { (x / reach).clamped(min: -1).clamped(max: 1) }
}
