import Networks
import Tensors
import Testing

@Suite struct AdaptiveMixingBlockTests {
    private let positions = RotaryEmbedding(length: 10, size: 4, device: .cpu)

    @Test func itIsTheReference() throws {
        let block = AdaptiveMixingBlock(try Reference.scope("adaptive"), width: 12, heads: 3, kernel: 5, expansion: 2)
        let out = block(
            Reference.tensor("adaptive.x"), condition: Reference.tensor("adaptive.condition"), positions: positions)
        try expect(out, equals: "adaptive.out", tolerance: 3e-5)
    }

    /// adaLN-Zero: an untrained block is the identity.
    @Test func itStartsAsTheIdentity() throws {
        let block = AdaptiveMixingBlock(try ParameterStore(seed: 1).root, width: 12, heads: 3, kernel: 5)
        let x = Reference.tensor("adaptive.x")
        let out = block(x, condition: Reference.tensor("adaptive.condition"), positions: positions)
        #expect(try out.floats() == x.floats())
    }
}
