/// Sizes of the compact dual-path diffusion; stored beside its weights.
public struct CompactDualPathSizes: Codable, Sendable, Equatable {
    /// Numbers in a latent.
    public var latent: Int
    /// Semantic tokens that there are.
    public var codes: Int
    public var width: Int
    public var blocks: Int
    public var headSize: Int
    /// Latents in a segment.
    public var segment: Int
    /// Latents that a depthwise convolution sees, odd.
    public var kernel: Int
    /// How much wider the feed-forward parts are.
    public var expansion: Int

    public init(
        latent: Int, codes: Int, width: Int, blocks: Int, headSize: Int, segment: Int, kernel: Int, expansion: Int
    ) {
        self.latent = latent
        self.codes = codes
        self.width = width
        self.blocks = blocks
        self.headSize = headSize
        self.segment = segment
        self.kernel = kernel
        self.expansion = expansion
    }

    /// What is wrong with the numbers; nil when nothing is.
    public var problem: String? {
        let counts = [latent, codes, width, blocks, headSize, segment, kernel, expansion]
        if counts.contains(where: { $0 < 1 }) { return "a size is under 1" }
        if headSize % 2 != 0 || width % headSize != 0 {
            return "headSize is \(headSize), no even divisor of width, \(width)"
        }
        if segment % 2 != 0 { return "segment is \(segment), not even" }
        return kernel % 2 == 1 ? nil : "kernel is \(kernel), not odd"
    }
}
