import Tensors
import Testing

@Suite struct ExponentialMovingAverageTests {
    @Test func averagesOfFiveStepsAgreeWithPyTorch() throws {
        let network = SmallNetwork()
        let optimizer = AdamW(network.parameters, beta1: 0.8, beta2: 0.95, epsilon: 1e-6, weightDecay: 0.1)
        let average = ExponentialMovingAverage(network.parameters, decay: 0.9)
        for _ in 0..<5 {
            try optimizer.clearGradients()
            try network.loss().backward()
            try optimizer.clipGradients(0.5)
            try optimizer.step(rate: 0.03)
            try average.update()
        }
        for (name, value) in zip(SmallNetwork.names, average.averages) {
            try expect(value, equals: "net.average." + name)
        }
    }

    /// The decay is (1 + n) / (10 + n) at first, so .1, then 2 / 11.
    @Test func theStartIsForgotten() throws {
        let x = Tensor([0] as [Float]), average = ExponentialMovingAverage([x], decay: 0.999)
        try x.assign(Tensor([1] as [Float]))
        try average.update()
        #expect(try abs(average.averages[0].item() - 0.9) < 1e-6)
        try average.update()
        #expect(try abs(average.averages[0].item() - (1 - 0.1 * 2 / 11)) < 1e-6)
        #expect(average.updates == 2)
    }

    @Test func averagesStandInAndGoAgain() throws {
        struct Stop: Error {}
        let x = Tensor([0] as [Float]).requiringGradient(), average = ExponentialMovingAverage([x], decay: 0.999)
        try x.assign(Tensor([1] as [Float]))
        #expect(try average.withAverages { try x.item() } == 0)
        #expect(try x.item() == 1)
        #expect(throws: Stop.self) { try average.withAverages { throw Stop() } }
        #expect(try x.item() == 1)
    }

    @Test func savedAveragesGoOn() throws {
        let x = Tensor([2] as [Float]), average = ExponentialMovingAverage([x], decay: 0.5)
        try average.restore([Tensor([4] as [Float])], updates: 100)
        try average.update()
        #expect(try average.averages[0].floats() == [3])
        #expect(average.updates == 101)
        #expect(throws: TensorError.self) { try average.restore([], updates: 0) }
        #expect(throws: TensorError.self) { try average.restore([.zeros([2])], updates: 0) }
    }
}
