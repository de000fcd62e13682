import Networks
import Tensors
import Testing

@Suite struct SelfAttentionTests {
    @Test func itIsPyTorchsAttention() throws {
        let attention = SelfAttention(try Reference.scope("attention"), width: 12, heads: 3)
        let positions = RotaryEmbedding(length: 9, size: 4, device: .cpu)
        try expect(attention(Reference.tensor("attention.x"), positions: positions), equals: "attention.out")
    }

    @Test func aWrongWidthIsNamed() throws {
        let attention = SelfAttention(try Reference.scope("attention"), width: 12, heads: 3)
        let positions = RotaryEmbedding(length: 9, size: 4, device: .cpu)
        guard case .shape = attention(.zeros([1, 9, 11]), positions: positions).error else {
            Issue.record("a width of 11 was taken")
            return
        }
    }
}
