import Foundation
import Tensors
import Testing

@Suite struct CheckpointConfigurationTests {
    private struct Sizes: Codable, Equatable {
        var width: Int
        var name: String
    }

    private func checkpoint(_ metadata: [String: String]) throws -> Checkpoint {
        try withFolder { folder in
            let url = folder.appendingPathComponent("a.safetensors")
            try CheckpointWriter.write([("a", .zeros([1]))], metadata: metadata, to: url)
            return try Checkpoint(contentsOf: url)
        }
    }

    @Test func theConfigurationComesBack() throws {
        let sizes = Sizes(width: 3, name: "é \"x\"\n")
        let text = String(decoding: try JSONEncoder().encode(sizes), as: UTF8.self)
        #expect(try checkpoint(["configuration": text, "step": "1"]).configuration(Sizes.self) == sizes)
    }

    @Test(arguments: [[:], ["step": "1"], ["configuration": ""], ["configuration": "{\"width\":3}"]])
    func withoutOneTheFileIsDamaged(metadata: [String: String]) throws {
        let checkpoint = try checkpoint(metadata)
        do {
            _ = try checkpoint.configuration(Sizes.self)
            Issue.record("it was read")
        } catch CheckpointError.damaged(let path, let reason) {
            #expect(path == checkpoint.path)
            #expect(reason.contains(metadata["configuration"] == nil ? "what model" : "configuration"))
        }
    }
}
