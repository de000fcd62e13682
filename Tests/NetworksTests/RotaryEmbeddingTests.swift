import Networks
import Tensors
import Testing

@Suite struct RotaryEmbeddingTests {
    @Test func itIsMultiplicationByComplexNumbers() throws {
        let rotary = RotaryEmbedding(length: 7, size: 8, device: .cpu)
        try expect(rotary(Reference.tensor("rotary.x")), equals: "rotary.out")
    }

    /// RoFormer, equation 16: the product of a query at m and a key at n depends on m - n alone.
    @Test func productsDependOnTheDistanceAlone() throws {
        let (length, size) = (40, 16)
        let generator = try RandomGenerator(seed: 3)
        let rotary = RotaryEmbedding(length: length, size: size, device: .cpu)
        func everywhere() -> Tensor {
            rotary(Tensor.normal([1, 1, 1, size], generator: generator).expanded([1, 1, length, size]))
        }
        let products = try everywhere().matmul(everywhere().transposed()).floats()
        for m in 1..<length {
            for n in 1..<length {
                #expect(abs(products[m * length + n] - products[(m - 1) * length + n - 1]) < 1e-4)
            }
        }
        // and it does depend on it
        #expect(abs(products[0] - products[5]) > 0.05)
    }

    @Test func lengthsStayAndPositionZeroIsUntouched() throws {
        let x = Tensor.normal([1, 2, 50, 12], generator: try RandomGenerator(seed: 4))
        let turned = RotaryEmbedding(length: 50, size: 12, device: .cpu)(x)
        let difference = turned.squared().sum([-1]) - x.squared().sum([-1])
        #expect(try difference.abs().maximum().item() < 1e-4)
        let first = turned.narrowed(2, from: 0, length: 1)
        #expect(try first.floats() == x.narrowed(2, from: 0, length: 1).floats())
    }
}
