/// Sizes of a causal transformer decoder over tokens.
public struct TokenDecoderSizes: Sendable, Equatable {
    public var width: Int
    public var layers: Int
    /// Size of one attention head.
    public var headSize: Int
    /// How much wider the feed-forward part is.
    public var expansion: Int
    /// Kinds of tokens, each with a table of its own; the same table embeds a token and scores it.
    public var tables: Int
    /// Codes of every table.
    public var codes: Int
    /// Tokens of the longest sequence.
    public var length: Int

    public init(
        width: Int, layers: Int, headSize: Int = 64, expansion: Int = 4, tables: Int, codes: Int, length: Int
    ) {
        self.width = width
        self.layers = layers
        self.headSize = headSize
        self.expansion = expansion
        self.tables = tables
        self.codes = codes
        self.length = length
    }

    var heads: Int { width / headSize }

    /// Multiply-accumulates of a sequence that begins with given tokens and is drawn on: its last token is never heard.
    func multiplyAccumulates(given: Int, drawn: Int) -> Int {
        let heard = given + drawn - 1
        // the given ones attend to each other all at once, what lies ahead of them is masked only then
        let pairs = given * given + (given + 1..<given + drawn).reduce(0, +)
        let perToken = layers * (4 + 2 * expansion) * width * width
        return heard * perToken + 2 * layers * pairs * width + drawn * codes * width
    }
}
