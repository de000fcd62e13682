import Networks

/// Sizes of the prompt encoder; stored beside its weights.
public struct PromptEncoderSizes: Codable, Sendable, Equatable {
    /// Numbers of a clip: `ClipFeatures.count`.
    public var clip: Int
    /// Words that there are.
    public var words: Int
    /// Of the towers' hidden layers.
    public var hidden: Int
    public var quantizer: ResidualVectorQuantizer.Sizes

    public init(clip: Int, words: Int, hidden: Int, quantizer: ResidualVectorQuantizer.Sizes) {
        self.clip = clip
        self.words = words
        self.hidden = hidden
        self.quantizer = quantizer
    }

    /// Numbers of the space that both towers share.
    public var width: Int { quantizer.width }

    /// What is wrong with the numbers; nil when nothing is.
    public var problem: String? {
        clip > 0 && words > 0 && hidden > 0 && hidden % 4 == 0
            ? quantizer.problem.map { "quantizer: \($0)" }
            : "clip, words and hidden are \(clip), \(words) and \(hidden), not 1 or more, the last a multiple of 4"
    }
}
