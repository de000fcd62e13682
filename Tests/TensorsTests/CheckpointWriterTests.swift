import Foundation
import Tensors
import Testing

@Suite struct CheckpointWriterTests {
    @Test func singlePrecisionIntegersAndTruthsComeBackBitForBit() throws {
        try withFolder { folder in
            let url = folder.appendingPathComponent("a.safetensors")
            let floats: [Float] = [0, -0.0, 1, .pi, .leastNonzeroMagnitude, -.greatestFiniteMagnitude, .infinity, .nan]
            let integers = [Int.min, -1, 0, Int.max]
            try CheckpointWriter.write(
                [
                    ("a.f", Tensor(floats, shape: [2, 4])), ("i \"\\ é", Tensor(integers, shape: [4])),
                    ("t", Tensor([0, 1, 5], shape: [3]).to(.bool)), ("s", Tensor(2.5)), ("e", .zeros([0, 3])),
                ], metadata: ["step": "12", "note": "é\n\"/\\"], to: url)
            let read = try Checkpoint(contentsOf: url)
            #expect(read.metadata == ["step": "12", "note": "é\n\"/\\"])
            #expect(try read.tensor("a.f").floats().map(\.bitPattern) == floats.map(\.bitPattern))
            #expect(read.shape(of: "a.f") == [2, 4])
            #expect(try read.tensor("i \"\\ é").integers() == integers)
            #expect(read.tensor("t").type == .bool)
            #expect(try read.tensor("t").integers() == [0, 1, 1])
            #expect(try read.tensor("s").item() == 2.5)
            #expect(read.shape(of: "s") == [])
            #expect(read.shape(of: "e") == [0, 3])
        }
    }

    /// The bytes of the format's own description: github.com/huggingface/safetensors.
    @Test func theBytesAreThoseOfTheFormat() throws {
        try withFolder { folder in
            let url = folder.appendingPathComponent("a.safetensors")
            try CheckpointWriter.write([("w", Tensor([1] as [Float]))], to: url)
            let header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
            let padded = header + String(repeating: " ", count: (8 - header.count % 8) % 8)
            let wanted = [UInt8(padded.count), 0, 0, 0, 0, 0, 0, 0] + Array(padded.utf8) + [0, 0, 0x80, 0x3F]
            #expect(try Array(Data(contentsOf: url)) == wanted)
        }
    }

    @Test func storedHalvesAreTheEngines() throws {
        try withFolder { folder in
            let url = folder.appendingPathComponent("h.safetensors")
            let x = Tensor.normal([1000], generator: try RandomGenerator(seed: 2)) * 100
            try CheckpointWriter.write([("x", x), ("i", Tensor([1 << 40], shape: [1]))], as: .float16, to: url)
            let read = try Checkpoint(contentsOf: url)
            #expect(read.tensor("x").type == .float16)
            #expect(try read.tensor("x").floats() == x.to(.float16).floats())
            #expect(try read.tensor("i").integers() == [1 << 40])
        }
    }

    @Test func aFailureLeavesTheOldFileAndNothingElse() throws {
        try withFolder { folder in
            let url = folder.appendingPathComponent("a.safetensors")
            try CheckpointWriter.write([("w", .ones([1]))], to: url)
            let before = try Data(contentsOf: url)
            let failed = Tensor.zeros([2]) + Tensor.zeros([3])
            let error = try #require(failed.error)
            #expect(throws: error) { try CheckpointWriter.write([("w", .zeros([1])), ("f", failed)], to: url) }
            let refused: [([(String, Tensor)], ElementType)] = [
                ([("w", .zeros([1])), ("w", .zeros([1]))], .float32), ([("__metadata__", .zeros([1]))], .float32),
                ([("w", .zeros([1]))], .int64), ([("w", .zeros([1]))], .bfloat16),
            ]
            for (tensors, type) in refused {
                #expect(throws: CheckpointError.self) { try CheckpointWriter.write(tensors, as: type, to: url) }
            }
            #expect(try Data(contentsOf: url) == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.safetensors"])
        }
    }

    @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
        try withFolder { folder in
            let taken = folder.appendingPathComponent("taken")
            try FileManager.default.createDirectory(
                at: taken.appendingPathComponent("full"), withIntermediateDirectories: true)
            for url in [folder.appendingPathComponent("absent/a.safetensors"), taken] {
                do {
                    try CheckpointWriter.write([("w", .ones([1]))], to: url)
                    Issue.record("\(url.path) was written")
                } catch CheckpointError.cannotWrite(let path, let reason) {
                    #expect(path == url.path)
                    #expect(!reason.isEmpty)
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken"])
        }
    }

    /// A reader that opened the old file keeps it: the new one takes its name, not its bytes.
    @Test func whoReadsKeepsTheOldFile() throws {
        try withFolder { folder in
            let url = folder.appendingPathComponent("a.safetensors")
            try CheckpointWriter.write([("w", .full([50_000], 1))], to: url)
            let old = try Checkpoint(contentsOf: url)
            try CheckpointWriter.write([("w", .full([2], 2))], to: url)
            #expect(try old.tensor("w").sum().item() == 50_000)
            #expect(try Checkpoint(contentsOf: url).tensor("w").floats() == [2, 2])
        }
    }
}
