import Foundation
import Tensors

extension FastSAGLoss {
    /// The losses as the public code computes them. The prior's mean is over frames with music, the denoiser's over the
    /// padding too. The semantic loss is taken before the vocal's own features are added.
    /// - Parameters:
    ///   - semantic: features of the vocal, (B, N, D).
    ///   - target: features of the accompaniment, (B, N, D).
    ///   - mel: of the accompaniment, normalised, (B, bands, T).
    ///   - sigmas: a noise level for each of the batch.
    ///   - noise: standard normal, (B, bands, sizes.frames).
    public init(
        _ model: PublishedFastSAG, semantic: Tensor, target: Tensor, mel: Tensor, sigmas: [Double], noise: Tensor
    ) {
        let sizes = model.configuration.sizes
        let projected = model.projected(semantic)
        let context = model.prior(model.onMelGrid(projected + semantic, frames: mel.size(-1)))
        let padded = mel.padded(0, sizes.frames - mel.size(-1))
        self.semantic = projected.meanSquaredError(target)
        let errors = ((padded - context.mu).squared() + log(2 * Double.pi)) * 0.5 * context.mask
        prior = errors.sum() / (context.mask.sum() * Double(sizes.bands))
        diffusion = model.decoder.loss(padded, context: context.guided, sigmas: sigmas, noise: noise).loss
    }
}
