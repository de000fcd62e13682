import Tensors
import TestSupport
import Testing

@Suite struct AdamWTests {
    private func optimizer(_ network: SmallNetwork) -> AdamW {
        AdamW(network.parameters, beta1: 0.8, beta2: 0.95, epsilon: 1e-6, weightDecay: 0.1)
    }

    private func train(_ network: SmallNetwork, _ optimizer: AdamW) throws -> (loss: Float, norm: Double) {
        try optimizer.clearGradients()
        let loss = network.loss()
        try loss.backward()
        let norm = try optimizer.clipGradients(0.5)
        try optimizer.step(rate: 0.03)
        return (try loss.item(), norm)
    }

    @Test func fiveStepsWithDecayAndClippingAgreeWithPyTorch() throws {
        let network = SmallNetwork(), optimizer = optimizer(network)
        let steps = try (0..<5).map { _ in try train(network, optimizer) }
        try expect(Tensor(steps.map(\.loss)), equals: "net.losses")
        try expect(Tensor(steps.map { Float($0.norm) }), equals: "net.norms")
        for (name, parameter) in zip(SmallNetwork.names, network.parameters) {
            try expect(parameter, equals: "net.after." + name)
        }
        #expect(optimizer.step == 5)
    }

    @Test func clippedGradientsAgreeWithPyTorch() throws {
        let network = SmallNetwork(), optimizer = optimizer(network)
        try network.loss().backward()
        try optimizer.clipGradients(0.5)
        for (name, parameter) in zip(SmallNetwork.names, network.parameters) {
            try expect(try #require(try parameter.gradient()), equals: "net.clipped." + name)
        }
    }

    @Test func smallGradientsStayAsTheyAre() throws {
        let x = Tensor([3, 4] as [Float]).requiringGradient(), optimizer = AdamW([x])
        try x.sum().backward()
        #expect(try optimizer.clipGradients(2) == Double(2).squareRoot())
        #expect(try x.gradient()?.floats() == [1, 1])
        try optimizer.clearGradients()
        #expect(try x.gradient() == nil)
    }

    /// A run that stops and goes on from its saved state is the run that did not stop.
    @Test func aRestoredOptimizerGoesOnBitForBit() throws {
        let whole = SmallNetwork(), wholeOptimizer = optimizer(whole)
        for _ in 0..<4 { _ = try train(whole, wholeOptimizer) }
        let first = SmallNetwork(), firstOptimizer = optimizer(first)
        for _ in 0..<2 { _ = try train(first, firstOptimizer) }
        let second = SmallNetwork(), secondOptimizer = optimizer(second)
        for (mine, theirs) in zip(second.parameters, first.parameters) { try mine.assign(theirs) }
        try secondOptimizer.restore(
            first: firstOptimizer.first, second: firstOptimizer.second, step: firstOptimizer.step)
        for _ in 0..<2 { _ = try train(second, secondOptimizer) }
        for (mine, wanted) in zip(second.parameters, whole.parameters) {
            #expect(try mine.floats() == wanted.floats())
        }
    }

    @Test func parametersWithoutGradientStay() throws {
        let x = Tensor([3] as [Float]).requiringGradient(), y = Tensor([5] as [Float]).requiringGradient()
        let optimizer = AdamW([x, y], weightDecay: 0.5)
        try x.sum().backward()
        try optimizer.step(rate: 0.1)
        #expect(try y.floats() == [5])
        // Decay first, then the first step of Adam: the rate itself, since both corrections cancel.
        #expect(try abs(x.item() - (3 * (1 - 0.05) - 0.1)) < 1e-6)
    }

    @Test func aNormThatIsNotFiniteIsAnError() throws {
        let x = Tensor([0] as [Float]).requiringGradient(), optimizer = AdamW([x])
        try x.log().sum().backward()
        #expect(throws: TensorError.notFinite("The gradient's norm")) { try optimizer.clipGradients(1) }
    }

    @Test func misuseIsAnError() throws {
        let x = Tensor([0] as [Float]), optimizer = AdamW([x])
        #expect(throws: TensorError.self) { try optimizer.restore(first: [], second: [], step: 1) }
        #expect(throws: TensorError.self) {
            try optimizer.restore(first: [.zeros([2])], second: [.zeros([2])], step: 1)
        }
        #expect(throws: TensorError.self) { try AdamW([]).step(rate: 1) }
        let failed = AdamW([x, Tensor.zeros([2]) + .zeros([3])])
        #expect(throws: TensorError.self) { try failed.step(rate: 1) }
        #expect(failed.step == 0 && optimizer.step == 0)
    }
}
