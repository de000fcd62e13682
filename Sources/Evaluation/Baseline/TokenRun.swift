import Networks
import Tensors

/// A sequence that grows token by token.
struct TokenRun {
    private let decoder: TokenDecoder
    private let state: DecoderState
    /// What is known after the last token that was heard, (C).
    private var known: Tensor
    /// Drawn but not heard yet: the last token of a sequence never is.
    private var newest: TokenDecoder.Token?
    /// Through the network.
    private(set) var passes = 1

    /// - Parameter beginning: given, heard in one pass.
    init(_ decoder: TokenDecoder, after beginning: [TokenDecoder.Token], _ state: DecoderState) throws {
        self.decoder = decoder
        self.state = state
        known = try decoder(beginning, state: state).narrowed(0, from: beginning.count - 1, length: 1)
            .reshaped([decoder.sizes.width])
    }

    /// The next token's code.
    mutating func draw(table: Int, _ sampler: inout TokenSampler) throws -> Int {
        if let newest {
            known = try decoder.step(newest, state: state)
            passes += 1
        }
        let code = try sampler.draw(decoder.logits(known, table: table))
        newest = TokenDecoder.Token(table: table, code: code)
        return code
    }
}
