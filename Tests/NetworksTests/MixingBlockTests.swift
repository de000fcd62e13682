import Networks
import Tensors
import Testing

@Suite struct MixingBlockTests {
    @Test func itIsTheReference() throws {
        let block = MixingBlock(try Reference.scope("mixing"), width: 12, heads: 3, kernel: 5, expansion: 2)
        let positions = RotaryEmbedding(length: 10, size: 4, device: .cpu)
        try expect(block(Reference.tensor("mixing.x"), positions: positions), equals: "mixing.out", tolerance: 3e-5)
    }
}
