import Networks
import Tensors
import Testing

@Suite struct ConvNeXtBlockTests {
    @Test func itIsTheReference() throws {
        let block = ConvNeXtBlock(try Reference.scope("convnext"), width: 6, hidden: 18, initialScale: 1)
        try expect(block(Reference.tensor("convnext.x")), equals: "convnext.out")
    }

    @Test func theScaleStartsAsAsked() throws {
        let store = try ParameterStore(seed: 1)
        let block = ConvNeXtBlock(store.root, width: 3, hidden: 4, initialScale: 0)
        let x = Tensor.normal([1, 9, 3], generator: try RandomGenerator(seed: 2))
        #expect(try block(x).floats() == x.floats())
        #expect(store.names.contains("gamma"))
    }
}
