import Networks
import Tensors
import Testing

@Suite struct FourierEmbeddingTests {
    @Test func itIsTheReference() throws {
        let embedding = FourierEmbedding(try Reference.scope("fourier"), frequencies: 8, width: 10)
        try expect(embedding(Reference.tensor("fourier.x")), equals: "fourier.out", tolerance: 1e-4)
    }
}
