import Foundation

extension Checkpoint {
    /// What the model was built from, stored beside its weights.
    public func configuration<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard let text = metadata["configuration"] else {
            throw CheckpointError.damaged(path: path, reason: "it does not say what model it belongs to")
        }
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw CheckpointError.damaged(path: path, reason: "its configuration can't be read: \(error)")
        }
    }
}

extension Bundle {
    /// The weights of a model among a target's resources.
    public func weights(_ name: String) -> URL {
        bundleURL.appendingPathComponent("Weights/\(name).safetensors")
    }
}
