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
    /// Numbers a token that the decoder may be told beside its codes; nil for a decoder that is told nothing.
    public var conditions: Int?
    /// MIDI pitches of which the decoder says whether they sound; nil for one that doesn't.
    public var pitches: Range<Int>?

    public init(
        bands: Int, width: Int, hidden: Int, outerBlocks: Int, innerBlocks: Int,
        quantizer: ResidualVectorQuantizer.Sizes, conditions: Int? = nil, pitches: Range<Int>? = nil
    ) {
        self.bands = bands
        self.width = width
        self.hidden = hidden
        self.outerBlocks = outerBlocks
        self.innerBlocks = innerBlocks
        self.quantizer = quantizer
        self.conditions = conditions
        self.pitches = pitches
    }

    /// What is wrong with the numbers; nil when nothing is.
    public var problem: String? {
        if let problem = coder.problem { return problem }
        if let conditions, conditions < 1 { return "conditions is \(conditions), not 1 or more" }
        if let pitches, pitches.isEmpty || pitches.lowerBound < 0 || pitches.upperBound > 128 {
            return "pitches are \(pitches), not within 0..<128"
        }
        return quantizer.problem.map { "quantizer: \($0)" }
    }

    var coder: MelCoderSizes {
        MelCoderSizes(
            bands: bands, width: width, hidden: hidden, outerBlocks: outerBlocks, innerBlocks: innerBlocks)
    }
}
