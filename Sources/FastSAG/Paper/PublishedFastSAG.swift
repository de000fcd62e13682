import Networks
import Tensors

/// FastSAG as published (Chen et al. 2024, arXiv 2405.07682; chenjianyi/fastsag, sde_diffusion/fastsag.py) under the
/// keys of its checkpoints: semantic features of a vocal -> those of its accompaniment -> Mel grid -> mu -> Mel.
/// B batch, N semantic frames (75 Hz) of D features, T Mel frames. Mels are normalised and lie (B, bands, T).
///
/// The semantic encoder (MERT) and the vocoder (BigVGAN) are no parts of this type: it begins at the features and ends
/// at the Mel.
public struct PublishedFastSAG: Sendable {
    public let configuration: FastSAGConfiguration<PublishedSizes>
    public let decoder: PublishedDenoiser
    let priorProjection: WaveNet
    let semanticProjection: WaveNet
    let perceiver: PerceiverIO

    public init(_ scope: Scope, _ configuration: FastSAGConfiguration<PublishedSizes>) {
        let sizes = configuration.sizes
        self.configuration = configuration
        decoder = PublishedDenoiser(scope["decoder"], sizes.denoiser, configuration.preconditioning)
        priorProjection = WaveNet(scope["mixed_encoder"], sizes.priorProjection)
        semanticProjection = WaveNet(scope["semantic_encoder.0"], sizes.semanticProjection)
        perceiver = PerceiverIO(scope["semantic_encoder.1"], sizes.perceiver)
    }

    /// S(s_x), the guess at the accompaniment's semantic features: (B, N, D) -> (B, N, D).
    public func projected(_ semantic: Tensor) -> Tensor {
        // (B, N, D) -> (B, D, N) and back: convolutions run over time
        semanticProjection(semantic.transposed()).transposed()
    }

    /// (B, N, D) -> (B, bands, T). The Perceiver has its own number of frames: what is over `frames` is cut off.
    public func onMelGrid(_ semantic: Tensor, frames: Int) -> Tensor {
        switch configuration.sizes.melGrid {
        case .bilinear:
            // one axis after the other, which is bilinear: (B, D, N) -> (B, D, T) -> (B, T, bands)
            semantic.transposed().resized(frames).transposed().resized(configuration.sizes.bands).transposed()
        case .perceiver:
            perceiver(semantic).transposed().narrowed(-1, from: 0, length: frames)
        }
    }

    /// mu and mask on `sizes.frames` frames, from something on the Mel grid, (B, bands, T): semantic features, or the
    /// vocal's own Mel.
    public func prior(_ grid: Tensor) -> PublishedDenoiser.Context {
        let (frames, length) = (configuration.sizes.frames, grid.size(-1))
        let mask = Tensor.ones([grid.size(0), 1, length], device: grid.device).padded(0, frames - length)
        return .init(mu: priorProjection(grid.padded(0, frames - length)), mask: mask)
    }

    /// mu and mask from the vocal's semantic features, (B, N, D), normalised by frame: mu(S(s_x) + s_x).
    public func context(semantic: Tensor, frames: Int) -> PublishedDenoiser.Context {
        prior(onMelGrid(projected(semantic) + semantic, frames: frames))
    }

    /// - Parameters:
    ///   - context: of `context(semantic:frames:)` or `prior(_:)`.
    ///   - frames: T, how many of the padded frames are wanted.
    ///   - noise: standard normal, (B, bands, sizes.frames).
    ///   - sampler: nil is the configuration's.
    ///   - step: called after every step with its number from 1 and how many there are; throws to cancel.
    /// - Returns: normalised Mel, (B, bands, T).
    public func sample(
        _ context: PublishedDenoiser.Context, frames: Int, noise: Tensor, sampler: FastSAGSampler? = nil,
        step: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> Tensor {
        let sampler = sampler ?? configuration.sampler
        let levels = sampler.levels()
        return try sampler.denoised(
            decoder, from: noise * levels[0], levels: levels, context: context.guided, step: step
        ).narrowed(-1, from: 0, length: frames)
    }
}
