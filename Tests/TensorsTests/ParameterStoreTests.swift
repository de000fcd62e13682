import Foundation
import Tensors
import Testing

@Suite struct ParameterStoreTests {
    private func store(_ tensors: [(String, Tensor)]) throws -> ParameterStore {
        try withFolder { folder in
            let file = folder.appendingPathComponent("p.safetensors")
            try CheckpointWriter.write(tensors, to: file)
            return try ParameterStore(Checkpoint(contentsOf: file))
        }
    }

    @Test func parametersComeFromTheirKeys() throws {
        let store = try store([("blocks.1.weight", Tensor([1, 2] as [Float])), ("bias", Tensor([3] as [Float]))])
        let weight = store.root["blocks"][1].parameter("weight", [2], .zeros)
        _ = store.root.parameter("bias", [1], .ones)
        try store.verify()
        #expect(try weight.floats() == [1, 2])
        #expect(store.names == ["blocks.1.weight", "bias"])
        #expect(store.parameterCount == 3)
    }

    @Test func aStoreStartsFromACheckpointThatLacksSome() throws {
        try withFolder { folder in
            let file = folder.appendingPathComponent("p.safetensors")
            func start(_ tensors: [(String, Tensor)]) throws -> (lacking: [String], values: [[Float]]) {
                try CheckpointWriter.write(tensors, as: .float16, to: file)
                let store = try ParameterStore(seed: 1)
                let a = store.root.parameter("a", [2], .values([1, 2])), b = store.root.parameter("b", [1], .ones)
                do {
                    return (try store.start(from: Checkpoint(contentsOf: file)), try [a.floats(), b.floats()])
                } catch {
                    #expect(try a.floats() == [1, 2])
                    throw error
                }
            }
            let (lacking, values) = try start([("a", Tensor([3, 4] as [Float]))])
            #expect(lacking == ["b"] && values == [[3, 4], [1]])
            #expect(throws: TensorError.unusedParameters(["z"])) {
                try start([("a", .zeros([2])), ("z", .zeros([1]))])
            }
            #expect(throws: TensorError.misshapedParameter("b", expected: [1], found: [3])) {
                try start([("a", .zeros([2])), ("b", .zeros([3]))])
            }
        }
    }

    @Test func aMissingParameterIsNamed() throws {
        let store = try store([("a", .zeros([2]))])
        _ = store.root.parameter("a", [2], .zeros)
        let missing = store.root["b"].parameter("c", [2], .zeros)
        #expect(throws: TensorError.missingParameter("b.c")) { try store.verify() }
        #expect(throws: TensorError.missingParameter("b.c")) { try (missing + 1).floats() }
    }

    @Test func aMisshapedParameterIsNamedWithBothShapes() throws {
        let store = try store([("a", .zeros([2, 3]))])
        _ = store.root.parameter("a", [3, 2], .zeros)
        #expect(throws: TensorError.misshapedParameter("a", expected: [3, 2], found: [2, 3])) { try store.verify() }
    }

    @Test func unusedParametersAreNamed() throws {
        let store = try store([("a", .zeros([1])), ("z", .zeros([1])), ("b", .zeros([1]))])
        _ = store.root.parameter("a", [1], .zeros)
        #expect(throws: TensorError.unusedParameters(["b", "z"])) { try store.verify() }
    }

    @Test func oneKeyIsDeclaredOnce() throws {
        let store = try ParameterStore(seed: 0)
        for _ in 0..<2 { _ = store.root["x"].parameter("weight", [1], .zeros) }
        #expect(throws: TensorError.duplicateParameter("x.weight")) { try store.verify() }
    }

    @Test func initialValuesOfEveryKind() throws {
        let store = try ParameterStore(seed: 5), again = try ParameterStore(seed: 5)
        func values(_ store: ParameterStore) throws -> [[Float]] {
            let kinds: [Initializer] = [.zeros, .ones, .values([4, 5]), .fanIn(4), .normal(2)]
            return try kinds.enumerated().map { try store.root.parameter("\($0)", [2], $1).floats() }
        }
        let first = try values(store)
        #expect(Array(first[0..<3]) == [[0, 0], [1, 1], [4, 5]])
        #expect(try values(again) == first)
        try store.verify()
        _ = store.root.parameter("misfit", [3], .values([1]))
        #expect(throws: TensorError.self) { try store.verify() }
    }

    @Test func halfPrecisionIsReadAsSingle() throws {
        try withFolder { folder in
            let file = folder.appendingPathComponent("h.safetensors")
            try CheckpointWriter.write([("a", Tensor([0.5, -3] as [Float]))], as: .float16, to: file)
            let parameter = try ParameterStore(Checkpoint(contentsOf: file)).root.parameter("a", [2], .zeros)
            #expect(parameter.type == .float32)
            #expect(try parameter.floats() == [0.5, -3])
        }
    }

    /// A constant is stored and loaded like a parameter, and left alone by training.
    @Test func constantsAreNotTrained() throws {
        let store = try ParameterStore(seed: 0)
        let mean = store.root["mel"].constant("mean", [2], .values([3, 4]))
        let weight = store.root.parameter("weight", [2], .ones)
        try store.verify()
        #expect(store.names == ["mel.mean", "weight"])
        #expect(store.entries.map(\.0) == ["mel.mean", "weight"])
        #expect(store.parameterCount == 4)
        store.train()
        try (mean * weight).sum().backward()
        #expect(try mean.gradient() == nil)
        #expect(try weight.gradient()?.floats() == [3, 4])
        let optimizer = AdamW(store.trained)
        #expect(optimizer.parameters.count == 1)
        try optimizer.step(rate: 0.1)
        #expect(try mean.floats() == [3, 4])
        #expect(try weight.floats() != [1, 1])

        let loaded = try self.store(store.entries.map { ($0.0, $0.1.detached()) })
        #expect(try loaded.root["mel"].constant("mean", [2], .zeros).floats() == [3, 4])
        #expect(loaded.trained.isEmpty)
        let missing = try self.store([("a", .zeros([1]))])
        _ = missing.root.constant("mean", [2], .zeros)
        #expect(throws: TensorError.missingParameter("mean")) { try missing.verify() }
    }

    @Test func trainingAsksForGradients() throws {
        let store = try ParameterStore(seed: 0)
        let layer = Linear(store.root, 2, 1)
        store.train()
        try layer(Tensor([3, 4] as [Float], shape: [1, 2])).sum().backward()
        #expect(try layer.weight.gradient()?.floats() == [3, 4])
        #expect(try layer.bias?.gradient()?.floats() == [1])
    }
}
