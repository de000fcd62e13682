import AudioFiles
import Corpus
import Foundation
import Listener
import Tensors

/// Everything that `backline train` can train.
public enum TrainingSystem: String, CaseIterable, Sendable {
    case harmoniser, vocoder, fastsag, splitter, listener, grid, sing

    /// - Throws: `TrainingError.unknownSystem`.
    public init(named name: String) throws {
        guard let system = Self(rawValue: name) else {
            throw TrainingError.unknownSystem(name, known: Self.allCases.map(\.rawValue))
        }
        self = system
    }

    /// Makes the trainer of a system from its configuration file and its data folder.
    /// - Parameters:
    ///   - more: corpora beside the first, for systems that train on ready ones.
    ///   - from: weights to begin with; a run that is resumed has its own. For grids the encoder's, which votes.
    ///   - folds: into how many parts the singers of pairs are divided, and which is held out; over the configuration's.
    public func trainer(
        configuration: URL, data: URL, more: [URL] = [], out: URL, from: URL? = nil, resume: Bool, device: Device,
        folds: (count: Int, without: Int?)? = nil, report: @escaping (String) -> Void
    ) throws -> Trainer {
        if let folds, self != .listener, self != .grid || folds.without != nil {
            throw TrainingError.noFolds(system: rawValue)
        }
        switch self {
        case .harmoniser:
            let run = try HarmoniserRun(contentsOf: configuration)
            let songs = try POP909Song.songs(
                in: data.appendingPathComponent("pop909"), cl: data.appendingPathComponent("pop909-cl"))
            guard !songs.isEmpty else { throw TrainingError.noData(path: data.path) }
            let folder = data.appendingPathComponent("leadsheets")
            let hasSheets = FileManager.default.fileExists(atPath: folder.path)
            let sheets = hasSheets ? try SongSymbols.leadSheets(in: folder, split: .training) : []
            report("\(songs.count) songs of POP909, \(sheets.count) lead sheets")
            let task = try HarmoniserTask(
                run, training: songs.filter { $0.split == .training }, leadSheets: sheets,
                validation: songs.filter { $0.split == .validation }, device: device)
            try begin(task, from: from, report: report)
            return try Trainer(task, run.training, folder: out, resume: resume, report: report)
        case .vocoder:
            let run = try VocoderRun(contentsOf: configuration)
            let (training, validation) = try Self.songs(in: [data] + more)
            let task = try VocoderTask(run, training: training, validation: validation, device: device)
            try begin(task, from: from, report: report)
            return try Trainer(task, run.training, folder: out, resume: resume, report: report)
        case .fastsag:
            let run = try FastSAGRun(contentsOf: configuration)
            let (training, validation) = try Self.songs(in: [data] + more)
            let encoder = try Listener.Encoder.bundled()
            let task = try FastSAGTask(
                run, training: training.map { try PreparedSong($0, encoder: encoder) },
                validation: validation.map { try PreparedSong($0, encoder: encoder) }, device: device)
            try begin(task, from: from, report: report)
            return try Trainer(task, run.training, folder: out, resume: resume, report: report)
        case .splitter:
            let run = try SplitterRun(contentsOf: configuration)
            let (training, validation) = try Self.songs(in: [data] + more)
            let task = try SplitterTask(run, training: training, validation: validation, device: device)
            try begin(task, from: from, report: report)
            return try Trainer(task, run.training, folder: out, resume: resume, report: report)
        case .listener:
            var run = try EncoderRun(contentsOf: configuration)
            if let folds {
                guard run.pairs != nil else { throw TrainingError.noFolds(system: rawValue) }
                run.pairs?.folds = folds.count
                run.pairs?.fold = folds.without
                if let problem = run.problem {
                    throw TrainingError.configuration(path: configuration.path, reason: problem)
                }
            }
            let pairs = try run.pairs.map { try EncoderPairs($0, data: data) }
            if let pairs {
                report("\(pairs.training.count) pairs to train on, \(pairs.heldOut.count) held out")
                try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
                let record = try JSONEncoder().encode(["folds": pairs.folds])
                try AtomicFile.write(record, to: out.appendingPathComponent("folds.json"))
            }
            let songs = try EncoderData(run, in: data, cache: out.appendingPathComponent("songs"))
            let task = try EncoderTask(
                run, limit: songs.limit, training: songs.training, validation: songs.validation, pairs: pairs,
                device: device)
            try begin(task, from: from, report: report)
            return try Trainer(task, run.training, folder: out, resume: resume, report: report)
        case .grid:
            var run = try GridRun(contentsOf: configuration)
            if let folds { run.folds = folds.count }
            let task = try GridTask(run, data: data, listener: .bundled(encoder: from), report: report)
            return try Trainer(task, run.training, folder: out, resume: resume, report: report)
        case .sing:
            let run = try SINGRun(contentsOf: configuration)
            let task = try SINGTask(run, library: NoteLibrary(data), device: device)
            try begin(task, from: from, report: report)
            return try Trainer(task, run.training, folder: out, resume: resume, report: report)
        }
    }

    private func begin(_ task: any TrainingTask, from weights: URL?, report: (String) -> Void) throws {
        guard let weights else { return }
        let fresh = try task.parameters.start(from: Checkpoint(contentsOf: weights))
        report("begins with \(weights.path)" + (fresh.isEmpty ? "" : "; new: " + fresh.joined(separator: ", ")))
    }

    private static func songs(in corpora: [URL]) throws -> (training: [CorpusSong], validation: [CorpusSong]) {
        let training = try corpora.flatMap { try CorpusIndex.songs(in: $0, split: .training) }
        let validation = try corpora.flatMap { try CorpusIndex.songs(in: $0, split: .validation) }
        guard !training.isEmpty, !validation.isEmpty else {
            throw TrainingError.noData(path: corpora.map(\.path).joined(separator: ", "))
        }
        return (training, validation)
    }
}
