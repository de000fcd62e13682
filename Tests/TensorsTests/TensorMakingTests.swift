import Foundation
import Tensors
import Testing

@Suite struct TensorMakingTests {
    @Test func valuesOfEveryKind() throws {
        #expect(try Tensor.range(4).floats() == [0, 1, 2, 3])
        #expect(try Tensor.full([2], 2.5).floats() == [2.5, 2.5])
        #expect(try Tensor.full([2], 7, type: .int64).integers() == [7, 7])
        #expect(try Tensor([Int.max, Int.min], shape: [2]).integers() == [.max, .min])
        #expect(try Tensor(1.5).item() == 1.5)
        #expect(try Tensor([] as [Float]).floats().isEmpty)
        #expect(try Tensor.zeros([3, 0]).floats().isEmpty)
        #expect(try Tensor([1.9, -1.9] as [Float]).to(.int64).integers() == [1, -1])
        #expect(Tensor([0, 2] as [Float]).to(.bool).type == .bool)
        #expect(try Tensor([0, 2] as [Float]).to(.bool).integers() == [0, 1])
        #expect(try Tensor([1 + 1 / 1024, 1 + 1 / 4096] as [Float]).to(.float16).floats() == [1 + 1 / 1024, 1])
        #expect(try Tensor([1 + 1 / 128, 1 + 1 / 512] as [Float]).to(.bfloat16).floats() == [1 + 1 / 128, 1])
    }

    @Test func misuseIsAnError() {
        expectMismatch(Tensor([1, 2, 3] as [Float], shape: [2, 2]), "tensor", "3 values", "[2, 2]")
        expectMismatch(Tensor([1] as [Float], shape: [-1, -1]), "tensor", "[-1, -1]")
        expectMismatch(Tensor([1] as [Float], shape: [.max, 3]), "tensor")
        expectMismatch(Tensor([1], shape: [2]), "tensor")
        for tensor in [Tensor.zeros([-1]), .zeros([.max, .max]), .range(-1), .full([2], .nan, type: .int64)] {
            #expect(tensor.error != nil || tensor.type == .int64)
        }
        #expect(throws: TensorError.self) { try Tensor.zeros([2]).item() }
        #expect(throws: TensorError.self) { try Tensor.zeros([0]).item() }
    }

    @Test func aDeviceThatIsNotThereIsAnError() throws {
        guard try !Engine.isCUDAAvailable() else { return }
        #expect(Tensor.zeros([1], device: .cuda).error != nil)
        #expect(Tensor([1] as [Float], device: .cuda).error != nil)
        #expect(Tensor.zeros([1]).to(.cuda).error != nil)
    }

    @Test func equalSeedsGiveEqualNumbers() throws {
        for shape in [[3], [5, 40]] {  // few and many: the engine has a method for each
            let one = try RandomGenerator(seed: 7), two = try RandomGenerator(seed: 7),
                other = try RandomGenerator(seed: 8)
            for _ in 0..<2 {
                let drawn = try Tensor.normal(shape, generator: one).floats()
                #expect(try drawn == Tensor.normal(shape, generator: two).floats())
                #expect(try drawn != Tensor.normal(shape, generator: other).floats())
            }
            #expect(
                try Tensor.uniform(shape, generator: one).floats() == Tensor.uniform(shape, generator: two).floats())
        }
    }

    /// Mean and variance within five standard errors; uniform values inside [0, 1).
    @Test func momentsOfTheDistributions() throws {
        let generator = try RandomGenerator(seed: 1), count = 100_000
        let normal = Tensor.normal([count], generator: generator)
        #expect(try abs(normal.mean().item()) < 5 / Float(count).squareRoot())
        #expect(try abs(normal.squared().mean().item() - 1) < 5 * Float(2).squareRoot() / Float(count).squareRoot())
        let uniform = Tensor.uniform([count], generator: generator)
        #expect(try abs(uniform.mean().item() - 0.5) < 5 / Float(12 * count).squareRoot())
        #expect(try uniform.minimum().item() >= 0)
        #expect(try uniform.maximum().item() < 1)
    }

    @Test func aSavedStateGoesOnBitForBit() throws {
        let generator = try RandomGenerator(seed: 3)
        _ = Tensor.normal([3], generator: generator)  // odd: a half-used pair of Box and Muller is part of the state
        let state = try generator.state()
        let wanted = try (0..<3).map { _ in try Tensor.normal([701], generator: generator).floats() }
        let other = try RandomGenerator(seed: 99)
        try other.restore(state)
        #expect(try (0..<3).map { _ in try Tensor.normal([701], generator: other).floats() } == wanted)
        #expect(try other.state() == generator.state())
    }

    @Test func aBrokenStateIsRefused() throws {
        let generator = try RandomGenerator(seed: 3)
        let state = try generator.state()
        #expect(throws: TensorError.self) { try generator.restore([]) }
        #expect(throws: TensorError.self) { try generator.restore(Array(state.dropLast())) }
        #expect(throws: TensorError.self) { try generator.restore([Int](repeating: 255, count: state.count)) }
        #expect(try generator.state() == state, "a refused state changes nothing")
    }
}
