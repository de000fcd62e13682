import Foundation
import Tensors
import Testing

@Suite struct TensorReductionsTests {
    @Test func reductionsAgreeWithPyTorch() throws {
        let x = Tensor.reference("shape.x")
        try expect(x.mean([0, 2]), equals: "shape.mean")
        try expect(x.sum([1], keep: true), equals: "shape.sum")
        try expect(x.maximum([2]), equals: "shape.max")
        try expect(x.minimum([0, 1]), equals: "shape.min")
        let wanted = reference.integers("shape.argmax")
        #expect(try x.argmax(2).integers() == wanted.values.map(Int.init))
        #expect(x.argmax(2).shape == wanted.shape)
        let grouped = Tensor.reference("softmax.x")
        try expect(grouped.softmax(1), equals: "softmax.out")
        try expect(grouped.logSoftmax(), equals: "softmax.log")
        try expect(grouped.cumulativeSum(2), equals: "softmax.cumulative")
    }

    @Test func allElementsWhenNoDimensionIsNamed() throws {
        let x = Tensor([1, 2, 3, 6] as [Float], shape: [2, 2])
        #expect(try x.sum().item() == 12)
        #expect(try x.mean().item() == 3)
        #expect(try x.maximum().item() == 6)
        #expect(try x.minimum().item() == 1)
        #expect(x.sum(keep: true).shape == [1, 1])
        #expect(try Tensor(5).sum().item() == 5)
    }

    @Test func lossesAgreeWithPyTorch() throws {
        let logits = Tensor.reference("bce.logits"), targets = Tensor.reference("bce.targets")
        try expect(logits.binaryCrossEntropy(targets), equals: "bce.out")
        try expect(logits.binaryCrossEntropy(targets, weights: .reference("bce.weights")), equals: "bce.weighted")
        try expect(
            Tensor.reference("entropy.logits").crossEntropy(.referenceIndices("entropy.targets")),
            equals: "entropy.out")
        let a = Tensor([1, 2] as [Float]), b = Tensor([4, 0] as [Float])
        #expect(try a.meanSquaredError(b).item() == 6.5)
    }

    /// Every class equally likely: ln of their number, in whatever target; without targets there is nothing to lose.
    @Test func crossEntropyOfNothingIsZero() throws {
        let logits = Tensor.zeros([2, 4]).requiringGradient()
        let loss = try logits.crossEntropy(Tensor([3, -7], shape: [2])).item()
        #expect(abs(loss - log(4)) < 1e-6)
        let nothing = logits.crossEntropy(Tensor([-1, -1], shape: [2]))
        #expect(try nothing.item() == 0)
        try nothing.backward()
        #expect(try logits.gradient()?.floats() == [Float](repeating: 0, count: 8))
    }

    @Test func misfitsNameOperationAndShapes() {
        let logits = Tensor.zeros([2, 3, 4])
        expectMismatch(logits.crossEntropy(Tensor([0, 0, 0, 0, 0, 0], shape: [3, 2])), "cross entropy", "[3, 2]")
        expectMismatch(Tensor(1).crossEntropy(Tensor([0], shape: [])), "cross entropy")
        expectMismatch(logits.binaryCrossEntropy(.zeros([2, 3])), "binary cross entropy", "[2, 3, 4]", "[2, 3]")
        expectMismatch(logits.meanSquaredError(.zeros([4])), "mean squared error", "[4]")
    }

    @Test func whatTheEngineRefusesIsAnErrorToo() {
        let x = Tensor.zeros([2, 3])
        let refused = [
            x.crossEntropy(Tensor([0, 3], shape: [2])), x.crossEntropy(.zeros([2])), x.sum([2]), x.sum([0, 0]),
            Tensor.zeros([0]).maximum(), x.argmax(2), x.softmax(2), x.cumulativeSum(-3), x.mean([-4]),
            Tensor([1], shape: [1]).mean(), x.binaryCrossEntropy(x, weights: .zeros([5])),
        ]
        for (index, tensor) in refused.enumerated() {
            #expect(throws: TensorError.self, "case \(index) gave \(tensor.shape)") { try tensor.checked() }
        }
    }
}
