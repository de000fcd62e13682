import Tensors

/// A causal transformer decoder over tokens of several kinds, as AudioLM's stages are: T5's layers and relative positions.
/// T tokens, C width, V codes of a table.
public struct TokenDecoder: Sendable {
    public let sizes: TokenDecoderSizes
    let tables: Tensor  // (tables V, C)
    /// One a kind of tokens, (V, C).
    let scores: [Tensor]
    let positions: RelativePositions
    let layers: [DecoderLayer]
    let norm: LayerNorm

    public init(_ scope: Scope, _ sizes: TokenDecoderSizes) {
        let tables = scope.parameter(
            "tokens", [sizes.tables * sizes.codes, sizes.width], .normal(1 / Double(sizes.width).squareRoot()))
        self.sizes = sizes
        self.tables = tables
        scores = (0..<sizes.tables).map { tables.narrowed(0, from: $0 * sizes.codes, length: sizes.codes) }
        positions = RelativePositions(scope, heads: sizes.heads, length: sizes.length)
        layers = (0..<sizes.layers).map { DecoderLayer(scope["layers"][$0], sizes) }
        norm = LayerNorm(scope["norm"], sizes.width)
    }

    /// A token: which table, and the code in it.
    public struct Token: Sendable, Equatable {
        public var table: Int
        public var code: Int

        public init(table: Int, code: Int) {
            self.table = table
            self.code = code
        }
    }

    private func row(_ token: Token) -> Int { token.table * sizes.codes + token.code }

    /// All tokens of a sequence at once -> what is known after each, (T, C).
    /// - Parameter state: is told everything that later steps need.
    public func callAsFunction(_ tokens: [Token], state: DecoderState? = nil) throws -> Tensor {
        precondition((1...sizes.length).contains(tokens.count), "a sequence of 1 to \(sizes.length) tokens")
        let places = positions.all(tokens.count)
        var x = tables.rows(Tensor(tokens.map(row), shape: [tokens.count], device: tables.device))
        for (index, layer) in layers.enumerated() {
            x = try layer(x, positions: places, cache: state?.caches[index])
        }
        state?.count = tokens.count
        return norm(x)
    }

    /// One more token -> what is known after it, (C): everything before comes from the state.
    public func step(_ token: Token, state: DecoderState) throws -> Tensor {
        precondition(state.count < sizes.length, "a sequence of 1 to \(sizes.length) tokens")
        state.count += 1
        let places = positions.newest(of: state.count)
        var x = tables.narrowed(0, from: row(token), length: 1).reshaped([sizes.width])
        for (index, layer) in layers.enumerated() {
            x = try layer.step(x, count: state.count, positions: places, cache: state.caches[index])
        }
        return norm(x)
    }

    /// Scores of the codes of a table: (C) -> (V).
    public func logits(_ known: Tensor, table: Int) -> Tensor { scores[table].times(vector: known) }
}

/// What a decoder keeps of a sequence: allocated once, used for one sequence after another.
public final class DecoderState {
    let caches: [KeyValueCache]
    /// Tokens so far.
    public internal(set) var count = 0

    public init(_ sizes: TokenDecoderSizes) {
        caches = (0..<sizes.layers).map { _ in
            KeyValueCache(heads: sizes.heads, length: sizes.length, headSize: sizes.headSize)
        }
    }
}
