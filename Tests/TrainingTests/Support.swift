import Foundation
import Tensors
import Testing
import Training

/// Everything that runs a trainer, one after the other: SIGTERM stops all runs of a process.
@Suite(.serialized) enum RunningTrainers {}

/// A folder of its own, removed afterwards.
func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("training-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// What is common to all training configurations, as JSON.
func trainingJSON(
    steps: Int = 6, batch: Int = 2, logEvery: Int = 1, validateEvery: Int = 3, rate: Double = 0.01, decay: Double = 0.9
) -> String {
    """
    {"seed": 3, "steps": \(steps), "batch": \(batch), "schedule": {"cosine": {"rate": \(rate), "warmup": 2, "floor": 0.1}},
     "weightDecay": 0.01, "beta2": 0.99, "gradientLimit": 1, "averageDecay": \(decay), "logEvery": \(logEvery),
     "validateEvery": \(validateEvery), "checkpointMinutes": 100, "reducedPrecision": false}
    """
}

func decoded<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(json.utf8))
}

/// Trains once straight through and once with a stop after every single step: all files are the same.
func expectResumingChangesNothing(
    _ configuration: TrainingConfiguration, sourceLocation: SourceLocation = #_sourceLocation,
    task: () throws -> any TrainingTask
) throws {
    try withFolder { folder in
        let straight = folder.appendingPathComponent("straight"), stopped = folder.appendingPathComponent("stopped")
        try Trainer(task(), configuration, folder: straight, resume: false) { _ in }.run()
        for _ in 0..<configuration.steps {
            try Trainer(task(), configuration, folder: stopped, resume: true) { _ in }.run(minutes: 0)
        }
        for name in ["checkpoint.safetensors", "weights.safetensors", "best.safetensors"] {
            let wanted = try Data(contentsOf: straight.appendingPathComponent(name))
            let found = try Data(contentsOf: stopped.appendingPathComponent(name))
            #expect(found == wanted, "\(name)", sourceLocation: sourceLocation)
        }
        let step = try Checkpoint(contentsOf: stopped.appendingPathComponent("checkpoint.safetensors")).metadata["step"]
        #expect(step == "\(configuration.steps)", sourceLocation: sourceLocation)
    }
}
