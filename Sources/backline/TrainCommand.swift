import ArgumentParser
import Foundation
import Tensors
import Training

struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train one of the models.",
        discussion: """
            Progress goes to standard output and to log.txt in the output folder, checkpoints beside it. SIGTERM and \
            SIGINT leave a checkpoint; --resume goes on from it, bit by bit.
            """)

    @Argument(help: "What to train: \(Trainable.all.map(\.name).joined(separator: ", ")).")
    var system: String

    @Option(help: ArgumentHelp("The recipe.", valueName: "file"))
    var config: String

    @Option(
        help: ArgumentHelp(
            "Training material. \(Trainable.all.map { "\($0.name): \($0.data)" }.joined(separator: "; ")). Several "
                + "corpora, an option each, are trained on together.",
            valueName: "folder"))
    var data: [String]

    @Option(help: ArgumentHelp("Where checkpoints, weights and log go.", valueName: "folder"))
    var out: String

    @Option(
        help: ArgumentHelp("Weights to begin with; parameters that they lack begin at random.", valueName: "weights"))
    var from: String?

    @Flag(help: "Go on with the run in the output folder.")
    var resume = false

    @Option(help: "cpu or cuda.")
    var device: Device = .cpu

    @Option(help: "Stop after so many minutes.")
    var minutes: Double?

    @Option(help: "Threads inside one operator.")
    var threads: Int?

    @Option(help: "With pairs in the configuration: into how many parts their singers are divided (listener, grid).")
    var folds: Int?

    @Option(help: ArgumentHelp("The part that is not trained on, from 0, or none.", valueName: "number"))
    var fold: String?

    private var division: TrainingOrder.Folds? {
        folds.map { .init(count: $0, without: fold.flatMap { Int($0) }) }
    }

    func validate() throws {
        if let folds, folds < 2 { throw ValidationError("--folds must be 2 or more, not \(folds).") }
        if let fold, fold != "none" {
            guard let folds else { throw ValidationError("Give --folds with --fold.") }
            guard let number = Int(fold), (0..<folds).contains(number) else {
                throw ValidationError("--fold must be 0 to \(folds - 1), or none, not \(fold).")
            }
        }
        guard !data.isEmpty else { throw ValidationError("Give the training material's folder with --data.") }
    }

    func run() throws {
        try Engine.start()
        if let threads { try Engine.setThreads(threads) }
        let order = TrainingOrder(
            configuration: URL(fileURLWithPath: config), data: data.map { URL(fileURLWithPath: $0) },
            out: URL(fileURLWithPath: out), from: from.map { URL(fileURLWithPath: $0) }, resume: resume, device: device,
            folds: division
        ) { line in
            // written at once, so that a log file can be followed
            FileHandle.standardOutput.write(Data((line + "\n").utf8))
        }
        try Trainable.named(system).trainer(order).run(minutes: minutes)
    }
}

extension Device: ExpressibleByArgument {}
