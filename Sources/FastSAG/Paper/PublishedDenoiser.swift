import Networks
import Tensors

/// FastSAG's published denoiser (section 3.3; DiffusionEDM of sde_diffusion/diffusion.py): the Grad-TTS U-Net inside EDM
/// preconditioning. Mels are normalised and lie (B, bands, T).
public struct PublishedDenoiser: Denoiser {
    public struct Context: Sendable {
        /// The first guess of the Mel, (B, bands, T).
        public let mu: Tensor
        /// (B, 1, T): 1 where there is music, 0 where there is padding.
        public let mask: Tensor

        public init(mu: Tensor, mask: Tensor) {
            self.mu = mu
            self.mask = mask
        }

        /// With a batch of no conditions behind it: the network was told zeros for mu.
        public var guided: GuidedContext<Context> {
            func twice(_ x: Tensor, _ other: Tensor) -> Tensor { .concatenated([x, other], dimension: 0) }
            return GuidedContext(given: self, branches: Context(mu: twice(mu, mu * 0), mask: twice(mask, mask)))
        }
    }

    public let preconditioning: Preconditioning
    let network: UNet2d

    /// - Parameter scope: holds "estimator".
    public init(_ scope: Scope, _ sizes: UNet2d.Sizes, _ preconditioning: Preconditioning) {
        self.preconditioning = preconditioning
        network = UNet2d(scope["estimator"], sizes)
    }

    /// D(x; sigma) = c_skip x + c_out F(c_in x, mu, c_noise), where padding is c_skip x alone.
    public func denoise(_ x: Tensor, sigmas: [Double], context: Context) -> Tensor {
        preconditioning(x, sigmas: sigmas) { scaled, noise in
            network(scaled, mask: context.mask, mu: context.mu, time: noise)
        }
    }

    /// The third loss of FastSAG: (s^2 + sd^2) / (s sd)^2 (D - y)^2 where there is music, its mean over everything.
    /// - Parameters:
    ///   - mel: y, (B, bands, T).
    ///   - sigmas: a noise level for each of the batch.
    ///   - noise: standard normal, as the Mel.
    /// - Returns: the loss and D.
    public func loss(
        _ mel: Tensor, context: GuidedContext<Context>, sigmas: [Double], noise: Tensor,
        guidance: Guidance = Guidance(scale: 1)
    ) -> (loss: Tensor, estimate: Tensor) {
        func column(_ values: [Double]) -> Tensor {
            Tensor(values.map(Float.init), shape: [values.count, 1, 1], device: mel.device)
        }
        let estimate = denoise(mel + noise * column(sigmas), sigmas: sigmas, context: context, guidance: guidance)
        let weights = column(sigmas.map(preconditioning.weight)) * context.given.mask
        return (((estimate - mel).squared() * weights).mean(), estimate)
    }
}
