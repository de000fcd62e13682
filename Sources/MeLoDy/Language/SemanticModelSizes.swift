/// Sizes of the language model; stored beside its weights.
public struct SemanticModelSizes: Codable, Sendable, Equatable {
    /// Semantic tokens that there are.
    public var codes: Int
    public var width: Int
    public var heads: Int
    public var layers: Int
    /// Codebooks of a prompt and codes in each.
    public var promptLevels: Int
    public var promptCodes: Int

    public init(codes: Int, width: Int, heads: Int, layers: Int, promptLevels: Int, promptCodes: Int) {
        self.codes = codes
        self.width = width
        self.heads = heads
        self.layers = layers
        self.promptLevels = promptLevels
        self.promptCodes = promptCodes
    }

    /// Lam et al. 2023, section 5.1: 24 layers of width 1024 with 16 heads, 430 M parameters, 1024 tokens, 12 of a prompt.
    public static let paper = SemanticModelSizes(
        codes: 1024, width: 1024, heads: 16, layers: 24, promptLevels: 12, promptCodes: 1024)

    /// What is wrong with the numbers; nil when nothing is.
    public var problem: String? {
        let counts = [codes, width, heads, layers, promptLevels, promptCodes]
        if counts.contains(where: { $0 < 1 }) { return "a size is under 1" }
        return width % (2 * heads) == 0 ? nil : "heads are \(heads), no divisor of half of width, \(width)"
    }
}
