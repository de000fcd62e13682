import ArgumentParser
import Corpus
import Evaluation
import Foundation
import SING
import Tensors

struct EvaluateNotesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notes", abstract: "Measure how well the neural instruments play what they never heard.",
        discussion: """
            Pairs of instrument and pitch that SING was trained on and such that it never heard, beside their nearest \
            neighbours and its autoencoder.
            """)

    @Option(help: ArgumentHelp("A folder made by `backline corpus notes`.", valueName: "folder"))
    var library: String

    @Option(help: "How many notes of each kind.")
    var count: Int = 200

    @Option(help: ArgumentHelp("SING weights instead of those that come with the program.", valueName: "file"))
    var weights: String?

    @Flag(help: "JSON instead of a table.")
    var json = false

    func validate() throws {
        guard (1...100_000).contains(count) else {
            throw ValidationError("--count must be 1 to 100000, not \(count)")
        }
    }

    func run() throws {
        let weights = weights.map { URL(fileURLWithPath: $0) } ?? TrainedSING.bundledWeights
        let evaluation = try NoteEvaluation(
            TrainedSING(Checkpoint(contentsOf: weights)), library: NoteLibrary(URL(fileURLWithPath: library)),
            notes: count)
        let line = ProgressLine()
        defer { line.clear() }
        let report = try evaluation.report { line.show("\(Int(100 * $0)) % measured") }
        line.clear()
        try StandardOutput.line(json ? try report.json() : report.table)
    }
}
