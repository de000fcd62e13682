import Networks

/// Sizes of the compact StemGen; stored beside its weights.
public struct CompactStemGenSizes: Codable, Sendable, Equatable {
    /// Of the codec whose tokens it writes.
    public var quantizer: ResidualVectorQuantizer.Sizes
    public var priorWidth: Int
    public var priorBlocks: Int
    public var width: Int
    public var blocks: Int
    public var headSize: Int
    /// Tokens that a depthwise convolution sees, odd.
    public var kernel: Int
    /// How much wider the feed-forward parts are.
    public var expansion: Int

    public init(
        quantizer: ResidualVectorQuantizer.Sizes, priorWidth: Int, priorBlocks: Int, width: Int, blocks: Int,
        headSize: Int, kernel: Int, expansion: Int
    ) {
        self.quantizer = quantizer
        self.priorWidth = priorWidth
        self.priorBlocks = priorBlocks
        self.width = width
        self.blocks = blocks
        self.headSize = headSize
        self.kernel = kernel
        self.expansion = expansion
    }

    /// What is wrong with the numbers; nil when nothing is.
    public var problem: String? {
        if let problem = quantizer.problem { return "quantizer: \(problem)" }
        let counts = [priorWidth, priorBlocks, width, blocks, headSize, kernel, expansion]
        if counts.contains(where: { $0 < 1 }) { return "a size is under 1" }
        if headSize % 2 != 0 || priorWidth % headSize != 0 || width % headSize != 0 {
            return "headSize is \(headSize), no even divisor of priorWidth, \(priorWidth), and width, \(width)"
        }
        return kernel % 2 == 1 ? nil : "kernel is \(kernel), not odd"
    }
}
