import Corpus
import Foundation
import Tensors

/// Everything that `backline train` can train.
public enum TrainingSystem: String, CaseIterable, Sendable {
    case harmoniser

    /// - Throws: `TrainingError.unknownSystem`.
    public init(named name: String) throws {
        guard let system = Self(rawValue: name) else {
            throw TrainingError.unknownSystem(name, known: Self.allCases.map(\.rawValue))
        }
        self = system
    }

    /// Makes the trainer of a system from its configuration file and its data folder.
    public func trainer(
        configuration: URL, data: URL, out: URL, resume: Bool, device: Device, report: @escaping (String) -> Void
    ) throws -> Trainer {
        switch self {
        case .harmoniser:
            let run = try TrainingConfiguration.read(HarmoniserRun.self, from: configuration)
            let songs = try POP909Song.songs(
                in: data.appendingPathComponent("pop909"), cl: data.appendingPathComponent("pop909-cl"))
            guard !songs.isEmpty else { throw TrainingError.noData(path: data.path) }
            let task = try HarmoniserTask(
                run, training: songs.filter { $0.split == .training },
                validation: songs.filter { $0.split == .validation }, device: device)
            return try Trainer(task, run.training, folder: out, resume: resume, report: report)
        }
    }
}
