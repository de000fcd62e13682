import Corpus
import Foundation
import Tensors

/// What `backline train` is asked for.
public struct TrainingOrder {
    /// The recipe's file.
    public var configuration: URL
    /// Folders of training material, one or more; those after the first only for models that train on ready corpora.
    public var data: [URL]
    /// Gets checkpoints, weights and the log.
    public var out: URL
    /// Weights to begin with; a run that is resumed has its own.
    public var from: URL?
    public var resume: Bool
    public var device: Device
    /// Into how many parts the singers of pairs are divided, and which is held out; over the configuration's.
    public var folds: Folds?
    /// Receives each progress line.
    public var report: (String) -> Void

    public struct Folds: Sendable, Hashable {
        public var count: Int
        /// nil to hold out none.
        public var without: Int?

        public init(count: Int, without: Int? = nil) {
            self.count = count
            self.without = without
        }
    }

    /// - Precondition: `data` is not empty.
    public init(
        configuration: URL, data: [URL], out: URL, from: URL? = nil, resume: Bool = false, device: Device = .cpu,
        folds: Folds? = nil, report: @escaping (String) -> Void
    ) {
        precondition(!data.isEmpty, "training needs material")
        self.configuration = configuration
        self.data = data
        self.out = out
        self.from = from
        self.resume = resume
        self.device = device
        self.folds = folds
        self.report = report
    }

    /// The first folder of material.
    var folder: URL { data[0] }

    /// The songs of ready corpora.
    /// - Throws: `TrainingError.noData`, `CorpusError`.
    func songs() throws -> (training: [CorpusSong], validation: [CorpusSong]) {
        let training = try data.flatMap { try CorpusIndex.songs(in: $0, split: .training) }
        let validation = try data.flatMap { try CorpusIndex.songs(in: $0, split: .validation) }
        guard !training.isEmpty, !validation.isEmpty else {
            throw TrainingError.noData(path: data.map(\.path).joined(separator: ", "))
        }
        return (training, validation)
    }
}
