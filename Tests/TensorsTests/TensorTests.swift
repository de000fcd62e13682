import Dispatch
import Tensors
import Testing

@Suite struct TensorTests {
    @Test func anErrorGoesThroughEverythingComputedFromIt() {
        let failed = Tensor.zeros([2, 3]) + Tensor.zeros([4])
        let error = TensorError.shape(operation: "add", detail: "[2, 3] and [4] do not fit")
        let chained: [Tensor] = [
            failed, failed.exp(), failed + 1, 1 - failed, .zeros([2]) * failed, failed.matmul(.zeros([2, 2])),
            Tensor.zeros([2, 2]).matmul(failed), failed.linear(.zeros([2, 2])), Tensor.zeros([2]).linear(failed),
            Tensor.zeros([2, 2]).linear(.zeros([2, 2]), failed), failed.convolution(.zeros([1, 1, 1])),
            Tensor.zeros([1, 1, 1]).convolution(failed), failed.reshaped([7]), failed.permuted([3]),
            failed.transposed(), failed.unsqueezed(9), failed.squeezed(9), failed.expanded([1]),
            failed.narrowed(0, from: 5, length: 5), failed.split(2, dimension: 0)[1],
            .concatenated([.zeros([1]), failed], dimension: 0), .stacked([failed]), failed.padded(1, 1),
            failed.unfolded(0, size: 1, step: 1), failed.resized(3), failed.sum(), failed.mean([1]),
            failed.softmax(), failed.argmax(0), failed.crossEntropy(Tensor([0], shape: [1])),
            Tensor.zeros([1, 2]).crossEntropy(failed), failed.binaryCrossEntropy(.zeros([1])),
            failed.meanSquaredError(.zeros([1])), Tensor.zeros([1]).meanSquaredError(failed), failed.realFourier(),
            failed.overlapAdded(hop: 1), Tensor.zeros([1, 9]).powerSpectrum(window: failed, hop: 1),
            failed.layerNorm(), failed.groupNorm(0), failed.to(.float16), failed.to(.cpu), failed.detached(),
            failed.requiringGradient(), Tensor.zeros([2]).replaced(by: failed, where: failed), failed.rows(failed),
            failed.selecting(Tensor([0], shape: [1]), dimension: 0), failed.flipped(0), failed.contiguous(),
        ]
        for (index, tensor) in chained.enumerated() {
            #expect(tensor.error == error, "case \(index)")
            #expect(throws: error) { try tensor.floats() }
        }
        #expect(throws: error) { try failed.item() }
        #expect(throws: error) { try failed.integers() }
        #expect(throws: error) { try failed.checked() }
        #expect(failed.shape.isEmpty && failed.type == .float32 && failed.device == .cpu)
    }

    @Test func theFirstErrorWins() {
        let first = Tensor.zeros([2]) + Tensor.zeros([3]), second = Tensor.zeros([2]).matmul(.zeros([3]))
        #expect((first * second).error == first.error)
        #expect((second * first).error == second.error)
    }

    @Test func lengthsCountFromTheEndWhenNegative() {
        let x = Tensor.zeros([2, 3, 5])
        #expect([x.size(0), x.size(-1), x.size(-3), x.size(3), x.size(-4)] == [2, 5, 2, 0, 0])
        #expect(x.rank == 3 && x.count == 30)
    }

    /// Handles are made and freed on several threads at once, and sums stay right: nothing dangles, nothing is shared.
    @Test func manyShortLivedTensorsOnManyThreads() {
        let wrong = Counter()
        DispatchQueue.concurrentPerform(iterations: 8) { worker in
            for round in 0..<300 {
                var x = Tensor([Float](repeating: Float(worker), count: 16), shape: [4, 4])
                for _ in 0..<5 { x = (x + 1).reshaped([2, 8]).transposed().reshaped([4, 4]) - 1 }
                let kept = Tensor.concatenated((0..<3).map { _ in x * 2 }, dimension: 0).narrowed(0, from: 1, length: 4)
                let failed = x + Tensor.zeros([3, round % 2 == 0 ? 3 : 4])
                guard (try? kept.sum().item()) == Float(worker) * 32, failed.error != nil else { return wrong.add() }
            }
        }
        #expect(wrong.value == 0)
    }

    /// The engine's errors belong to the thread where they happened.
    @Test func errorsDoNotCrossThreads() {
        let wrong = Counter()
        DispatchQueue.concurrentPerform(iterations: 4) { worker in
            for _ in 0..<10 {
                let dimension = 10 + worker
                let failed = Tensor.zeros([2, 2]).flipped(dimension)
                if failed.error?.description.contains("\(dimension)") != true { wrong.add() }
            }
        }
        #expect(wrong.value == 0)
    }

    private final class Counter: @unchecked Sendable {
        private let queue = DispatchQueue(label: "counter")
        private var count = 0

        func add() { queue.sync { count += 1 } }
        var value: Int { queue.sync { count } }
    }
}
