/// Sizes of the published dual-path diffusion.
public struct PublishedDualPathSizes: Sendable, Equatable {
    /// Numbers in a latent.
    public var latent: Int
    /// Semantic tokens that there are.
    public var codes: Int
    public var width: Int
    public var heads: Int
    public var blocks: Int
    /// Latents in a segment; neighbours overlap by half.
    public var segment: Int
    /// Latents in a semantic token.
    public var latentsPerToken: Int

    /// Lam et al. 2023, section 5.1: 8 blocks of width 768 over segments of 64 latents, 250 latents and 25 tokens a second.
    public static let paper = PublishedDualPathSizes(
        latent: 16, codes: 1024, width: 768, heads: 12, blocks: 8, segment: 64, latentsPerToken: 10)

    public init(
        latent: Int, codes: Int, width: Int, heads: Int, blocks: Int, segment: Int, latentsPerToken: Int
    ) {
        self.latent = latent
        self.codes = codes
        self.width = width
        self.heads = heads
        self.blocks = blocks
        self.segment = segment
        self.latentsPerToken = latentsPerToken
    }
}
