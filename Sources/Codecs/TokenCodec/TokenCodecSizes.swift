import Networks

/// Sizes of the compact token codec; stored beside its weights.
public struct TokenCodecSizes: Codable, Sendable, Equatable {
    /// Mel bands.
    public var bands: Int
    public var width: Int
    /// Of the blocks' inner layers.
    public var hidden: Int
    /// Blocks at the Mel's rate, in encoder and decoder each.
    public var outerBlocks: Int
    /// Blocks at the tokens' rate, in encoder and decoder each.
    public var innerBlocks: Int
    public var quantizer: ResidualVectorQuantizer.Sizes

    public init(
        bands: Int, width: Int, hidden: Int, outerBlocks: Int, innerBlocks: Int,
        quantizer: ResidualVectorQuantizer.Sizes
    ) {
        self.bands = bands
        self.width = width
        self.hidden = hidden
        self.outerBlocks = outerBlocks
        self.innerBlocks = innerBlocks
        self.quantizer = quantizer
    }

    /// What is wrong with the numbers; nil when nothing is.
    public var problem: String? {
        if bands < 1 || width < 1 || hidden < 1 {
            return "bands, width and hidden are \(bands), \(width) and \(hidden), not 1 or more"
        }
        if outerBlocks < 0 || innerBlocks < 1 {
            return "outerBlocks and innerBlocks are \(outerBlocks) and \(innerBlocks), not 0 and 1 or more"
        }
        return quantizer.problem.map { "quantizer: \($0)" }
    }
}
