import AudioFiles
import Foundation

extension Trainable {
    static let listener = Trainable(
        "listener", data: "a corpus, or the folder with pop909 and pop909-cl for songs rendered meanwhile",
        division: .apart
    ) { order in
        var run = try EncoderRun(contentsOf: order.configuration)
        if let folds = order.folds {
            guard run.pairs != nil else { throw TrainingError.noFolds(system: "listener") }
            run.pairs?.folds = folds.count
            run.pairs?.fold = folds.without
            if let problem = run.problem {
                throw TrainingError.configuration(path: order.configuration.path, reason: problem)
            }
        }
        let pairs = try run.pairs.map { try EncoderPairs($0, data: order.folder) }
        if let pairs {
            order.report("\(pairs.training.count) pairs to train on, \(pairs.heldOut.count) held out")
            try FileManager.default.createDirectory(at: order.out, withIntermediateDirectories: true)
            let record = try JSONEncoder().encode(["folds": pairs.folds])
            try AtomicFile.write(record, to: order.out.appendingPathComponent("folds.json"))
        }
        let songs = try EncoderData(run, in: order.folder, cache: order.out.appendingPathComponent("songs"))
        let task = try EncoderTask(
            run, limit: songs.limit, training: songs.training, validation: songs.validation, pairs: pairs,
            device: order.device)
        return (task, run.training)
    }
}
