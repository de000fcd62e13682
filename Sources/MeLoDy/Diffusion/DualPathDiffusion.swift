import Tensors

/// A dual-path diffusion: velocities of latents from noisy ones, their angles and what they are given. `.paper`
/// (`PublishedDualPath`) and `.compact` (`CompactDualPath`) are two types. B batch, L latents, D numbers each, M chunks.
public protocol DualPathDiffusion: Sendable {
    /// What is computed once for all steps.
    associatedtype Context: Sendable

    /// Numbers in a latent.
    var width: Int { get }

    /// - Parameter tokens: semantic tokens, (B, L / `SemanticTokenizer.latents`) int64.
    func context(tokens: Tensor, _ conditions: MelodyConditions) -> Context

    /// (B, L, D) -> velocities (B, L, D).
    /// - Parameter angles: of chunks of one length, (B, M), M a divisor of L, radians.
    func velocity(_ latents: Tensor, angles: Tensor, context: Context) -> Tensor
}

extension DualPathDiffusion {
    /// Angles of chunks (B, M) for every latent, (B, L, 1).
    public static func spread(_ angles: Tensor, over latents: Int) -> Tensor {
        let (batch, chunks) = (angles.size(0), angles.size(1))
        return angles.unsqueezed(2).expanded([batch, chunks, latents / chunks]).reshaped([batch, latents, 1])
    }
}
