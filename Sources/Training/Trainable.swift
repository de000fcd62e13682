import Foundation
import Tensors

/// A model that `backline train` can train. Each is declared beside its task; `all` has a line for each.
public struct Trainable: Sendable {
    public let name: String
    /// What it is trained on, in a few words.
    public let data: String
    /// Whether the singers of pairs can be divided and a part of them held out.
    let division: Division
    /// Whether `from` is the weights that training begins with; else the task reads them itself.
    let beginsWithWeights: Bool
    /// The task that a recipe describes, and how it is trained.
    let task: @Sendable (TrainingOrder) throws -> (any TrainingTask, TrainingConfiguration)

    enum Division: Sendable {
        case never
        /// Every fold is fitted in one run.
        case together
        /// A run holds one fold out.
        case apart
    }

    init(
        _ name: String, data: String, division: Division = .never, beginsWithWeights: Bool = true,
        task: @escaping @Sendable (TrainingOrder) throws -> (any TrainingTask, TrainingConfiguration)
    ) {
        self.name = name
        self.data = data
        self.division = division
        self.beginsWithWeights = beginsWithWeights
        self.task = task
    }

    /// Everything that can be trained.
    public static let all: [Trainable] = [
        .harmoniser, .vocoder, .fastSAG, .splitter, .listener, .grid, .sing, .tokenCodec, .variationalCodec,
        .stemGen, .semantic, .prompt, .language, .dualPath, .progression,
    ]

    /// - Throws: `TrainingError.unknownSystem`.
    public static func named(_ name: String) throws -> Trainable {
        guard let found = all.first(where: { $0.name == name }) else {
            throw TrainingError.unknownSystem(name, known: all.map(\.name))
        }
        return found
    }

    /// - Throws: `TrainingError`, and what reading recipes, material and weights throws.
    public func trainer(_ order: TrainingOrder) throws -> Trainer {
        if let folds = order.folds, division == .never || division == .together && folds.without != nil {
            throw TrainingError.noFolds(system: name)
        }
        let (task, configuration) = try task(order)
        if beginsWithWeights, let weights = order.from {
            let fresh = try task.parameters.start(from: Checkpoint(contentsOf: weights))
            order.report(
                "begins with \(weights.path)" + (fresh.isEmpty ? "" : "; new: " + fresh.joined(separator: ", ")))
        }
        return try Trainer(task, configuration, folder: order.out, resume: order.resume, report: order.report)
    }
}
