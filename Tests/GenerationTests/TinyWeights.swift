import Foundation
import Generation
import Recipes
import Signal
import Tensors

/// Random weights in a file, as they come with the program.
enum TinyWeights {
    /// - Parameter stirred: keys whose fresh zeros become random numbers, so that what comes before them counts.
    static func checkpoint(
        _ sizes: some Encodable, metadata: [String: String] = [:], stirred: Set<String> = [],
        _ declare: (Scope) throws -> Void
    ) throws -> Checkpoint {
        let store = try ParameterStore(seed: 5)
        try declare(store.root)
        var random = SeededGenerator(seed: 8)
        let entries = store.entries.map { key, tensor in
            guard stirred.contains(key) else { return (key, tensor) }
            return (key, Tensor(random.normals(tensor.count).map { $0 * 0.3 }, shape: tensor.shape))
        }
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("weights-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        var metadata = metadata
        metadata["configuration"] = String(decoding: try JSONEncoder().encode(sizes), as: UTF8.self)
        try CheckpointWriter.write(entries, metadata: metadata, to: url)
        return try Checkpoint(contentsOf: url)
    }
}

/// Remembers what a take's only stem got and how far it was said to be.
final class StemSink: TakeSink {
    private(set) var sound: [Float] = []
    private(set) var phases: Set<Phase> = []
    private(set) var fractions: [Double] = []
    /// At so many steps the take is cancelled.
    var limit = Int.max
    let keepsSound: Bool

    init(keepsSound: Bool = false) { self.keepsSound = keepsSound }

    func progress(_ progress: TakeProgress) throws {
        phases.insert(progress.phase)
        fractions.append(progress.fraction)
        if fractions.count >= limit { throw GenerationError.cancelled }
    }

    func append(_ stems: [String: AudioBuffer], from start: Double) { sound += stems.values.first?.mono() ?? [] }
}
