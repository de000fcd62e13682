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
            let mismatches = [
                ParameterMismatch(key: "b", expected: [1], found: [3]),
                ParameterMismatch(key: "z", expected: nil, found: [1]),
            ]
            #expect(throws: CheckpointError.misfit(path: file.path, mismatches)) {
                try start([("a", .zeros([2])), ("z", .zeros([1])), ("b", .zeros([3]))])
            }
        }
    }

    /// What does not fit is listed as a whole: missing and misshaped as declared, then what the model does not know.
    @Test func everythingThatDoesNotFitIsListed() throws {
        let store = try store([
            ("a", .zeros([2, 3])), ("z", .zeros([4])), ("fits", .zeros([1])), ("y.weight", .zeros([])),
        ])
        let missing = store.root["b"].parameter("c", [2], .zeros)
        let misshaped = store.root.parameter("a", [3, 2], .zeros)
        _ = store.root.constant("fits", [1], .zeros)
        do {
            try store.verify()
            Issue.record("it was taken")
        } catch CheckpointError.misfit(let path, let mismatches) {
            #expect(
                mismatches == [
                    ParameterMismatch(key: "b.c", expected: [2], found: nil),
                    ParameterMismatch(key: "a", expected: [3, 2], found: [2, 3]),
                    ParameterMismatch(key: "y.weight", expected: nil, found: []),
                    ParameterMismatch(key: "z", expected: nil, found: [4]),
                ])
            #expect(mismatches.map(\.kind) == [.missing, .misshaped, .extra, .extra])
            #expect(
                CheckpointError.misfit(path: path, mismatches).description == """
                    The weights \(path) do not fit this model: 1 missing, 1 of another shape, 2 unknown.
                      b.c: expected [2], found none
                      a: expected [3, 2], found [2, 3]
                      y.weight: expected none, found []
                      z: expected none, found [4]
                    """)
        }
        #expect(throws: TensorError.missingParameter("b.c")) { try (missing + 1).floats() }
        #expect(throws: TensorError.misshapedParameter("a", expected: [3, 2], found: [2, 3])) {
            try misshaped.floats()
        }
    }

    @Test func aLongListIsCutShort() {
        let many = (0..<45).map { ParameterMismatch(key: "k\($0)", expected: [1], found: nil) }
        let lines = CheckpointError.misfit(path: "p", many).description.split(separator: "\n")
        #expect(lines[0] == "The weights p do not fit this model: 45 missing.")
        #expect(lines.count == 42)
        #expect(lines[40] == "  k39: expected [1], found none" && lines[41] == "  and 5 more")
    }

    /// Parts that a checkpoint holds for others are no strangers.
    @Test func partsOfOthersCanBeIgnored() throws {
        let store = try store([("a", .zeros([1])), ("vocoder.b", .zeros([1])), ("vocoders", .zeros([1]))])
        _ = store.root.parameter("a", [1], .zeros)
        do {
            try store.verify(ignoring: ["vocoder."])
            Issue.record("a stranger was taken")
        } catch CheckpointError.misfit(_, let mismatches) {
            #expect(mismatches == [ParameterMismatch(key: "vocoders", expected: nil, found: [1])])
        }
        try store.verify(ignoring: ["vocoder.", "vocoders"])
    }

    /// A model of a billion numbers is counted in no memory.
    @Test func anOutlineHasShapesAndNoValues() throws {
        let store = try ParameterStore.outline()
        let layer = Linear(store.root["wide"], 1 << 20, 1 << 10)
        #expect(layer.weight.shape == [1 << 10, 1 << 20])
        #expect(store.parameterCount == (1 << 30) + (1 << 10))
        #expect(store.names == ["wide.weight", "wide.bias"])
        #expect(try layer.bias?.maximum().item() == 0)
        try store.verify()
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
        let wanted = [
            ParameterMismatch(key: "mean", expected: [2], found: nil),
            ParameterMismatch(key: "a", expected: nil, found: [1]),
        ]
        do {
            try missing.verify()
            Issue.record("it was taken")
        } catch CheckpointError.misfit(_, let mismatches) {
            #expect(mismatches == wanted)
        }
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
