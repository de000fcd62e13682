import Tensors
import Testing

@Suite struct TensorAutogradTests {
    @Test func gradientsOfASmallNetworkAgreeWithPyTorch() throws {
        let network = SmallNetwork()
        try network.loss().backward()
        for (name, parameter) in zip(SmallNetwork.names, network.parameters) {
            try expect(try #require(try parameter.gradient()), equals: "net.gradient." + name)
        }
    }

    @Test func gradientsAddUp() throws {
        let x = Tensor([3, -2] as [Float]).requiringGradient()
        #expect(try x.gradient() == nil)
        for _ in 0..<2 { try x.squared().sum().backward() }
        #expect(try x.gradient()?.floats() == [12, -8])
    }

    @Test func detachedPartsHaveNoGradient() throws {
        let x = Tensor([3] as [Float]).requiringGradient()
        try (x.detached() * x).sum().backward()
        #expect(try x.gradient()?.floats() == [3])
    }

    @Test func nothingIsRecordedWithoutGradients() throws {
        let x = Tensor([3] as [Float]).requiringGradient()
        let unrecorded = Engine.withGradients(false) { x.squared().sum() }
        #expect(throws: TensorError.self) { try unrecorded.backward() }
        try x.squared().sum().backward()
        #expect(try x.gradient()?.floats() == [6], "recording is on again")
    }

    @Test func misuseIsAnError() throws {
        let x = Tensor([3, 4] as [Float]).requiringGradient()
        #expect(throws: TensorError.self) { try x.squared().backward() }
        let loss = x.squared().sum()
        try loss.backward()
        #expect(throws: TensorError.self) { try loss.backward() }
        #expect(Tensor([1], shape: [1]).requiringGradient().error != nil, "integers have no gradient")
        let failed = Tensor.zeros([2]) + Tensor.zeros([3])
        let error = try #require(failed.error)
        #expect(throws: error) { try failed.sum().backward() }
        #expect(throws: error) { _ = try failed.gradient() }
        #expect(throws: error) { try Tensor.zeros([2]).assign(failed) }
        #expect(throws: TensorError.shape(operation: "assign", detail: "[3] does not fit into [2]")) {
            try Tensor.zeros([2]).assign(.zeros([3]))
        }
    }
}
