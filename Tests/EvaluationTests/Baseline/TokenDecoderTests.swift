import Evaluation
import Tensors
import Testing

@Suite struct TokenDecoderTests {
    static let sizes = TokenDecoderSizes(width: 32, layers: 3, headSize: 8, tables: 3, codes: 20, length: 200)

    private func decoder() throws -> TokenDecoder {
        TokenDecoder(try ParameterStore(seed: 3).root, Self.sizes)
    }

    private func tokens(_ count: Int, table: (Int) -> Int = { $0 % 3 }) -> [TokenDecoder.Token] {
        (0..<count).map { .init(table: table($0), code: ($0 * 7 + $0 * $0) % 20) }
    }

    /// Token after token with what is kept gives what the whole sequence gives at once, also over 128 tokens, where
    /// distances share their numbers.
    @Test func stepsGiveWhatTheWholeGives() throws {
        let decoder = try decoder()
        let all = tokens(180)
        try Engine.withGradients(false) {
            let whole = try decoder(all)
            let state = DecoderState(Self.sizes)
            let beginning = try decoder(Array(all[..<40]), state: state)
            #expect(try (beginning - whole.narrowed(0, from: 0, length: 40)).abs().maximum().item() < 1e-4)
            for index in 40..<all.count {
                let known = try decoder.step(all[index], state: state)
                let expected = whole.narrowed(0, from: index, length: 1).reshaped([Self.sizes.width])
                let scores = decoder.logits(known, table: index % 3)
                let difference = scores - decoder.logits(expected, table: index % 3)
                #expect(try difference.abs().maximum().item() < 1e-4, "token \(index)")
                // not because everything is the same
                #expect(try scores.abs().maximum().item() > 0.01)
            }
            #expect(state.count == all.count)
        }
    }

    /// A state that held another sequence gives the same as a new one.
    @Test func statesAreUsedAgain() throws {
        let decoder = try decoder()
        try Engine.withGradients(false) {
            let used = DecoderState(Self.sizes)
            _ = try decoder(tokens(90) { _ in 2 }, state: used)
            let fresh = DecoderState(Self.sizes)
            let made = try [used, fresh].map { state in
                _ = try decoder(tokens(10), state: state)
                return try decoder.step(.init(table: 1, code: 4), state: state).floats()
            }
            #expect(made[0] == made[1])
        }
    }

    @Test func nothingAheadIsHeard() throws {
        let decoder = try decoder()
        try Engine.withGradients(false) {
            var other = tokens(60)
            for index in 30..<60 { other[index].code = (other[index].code + 1) % 20 }
            let (one, two) = (try decoder(tokens(60)), try decoder(other))
            let difference = (one - two).abs().maximum([1])
            #expect(try difference.narrowed(0, from: 0, length: 30).maximum().item() == 0)
            #expect(try difference.narrowed(0, from: 30, length: 30).minimum().item() > 1e-3)
        }
    }
}
