import Foundation
import Tensors

enum CheckpointCase {
    private struct Nothing: Decodable {}

    static func read(_ bytes: [UInt8]) throws {
        let checkpoint = try Checkpoint(Data(bytes), path: "weights.safetensors")
        for key in checkpoint.keys { precondition(checkpoint.shape(of: key)?.allSatisfy { $0 >= 0 } ?? false) }
        _ = try checkpoint.configuration(Nothing.self)
    }
}
