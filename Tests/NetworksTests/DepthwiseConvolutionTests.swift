import Networks
import Tensors
import Testing

@Suite struct DepthwiseConvolutionTests {
    @Test func itIsPyTorchsGroupedConvolution() throws {
        let convolution = DepthwiseConvolution(try Reference.scope("depthwise"), width: 5, kernel: 7)
        try expect(convolution(Reference.tensor("depthwise.x")), equals: "depthwise.out")
    }
}
