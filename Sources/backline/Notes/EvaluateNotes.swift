import ArgumentParser
import Corpus
import Evaluation
import Foundation
import Recipes
import SING
import Tensors

/// `backline evaluate --notes LIB`: how well the neural instruments play what they never heard.
struct EvaluateNotes: ParsableArguments {
    @Option(
        name: .customLong("notes"),
        help: ArgumentHelp(
            """
            A folder made by `backline corpus notes`: how SING plays pairs of instrument and pitch that it was trained on \
            and such that it never heard, beside their nearest neighbours and its autoencoder.
            """, valueName: "folder"))
    var library: String?

    @Option(help: "With --notes: how many notes of each kind.")
    var noteCount: Int = 200

    @Option(help: ArgumentHelp("SING weights instead of those that come with the program.", valueName: "file"))
    var instrumentWeights: String?

    func run(_ path: String, json: Bool) throws {
        guard (1...100_000).contains(noteCount) else {
            throw RecipeError("--note-count must be 1 to 100000, not \(noteCount)")
        }
        let weights = instrumentWeights.map { URL(fileURLWithPath: $0) } ?? TrainedSING.bundledWeights
        let evaluation = try NoteEvaluation(
            TrainedSING(Checkpoint(contentsOf: weights)), library: NoteLibrary(URL(fileURLWithPath: path)),
            notes: noteCount)
        let line = ProgressLine()
        defer { line.clear() }
        let report = try evaluation.report { line.show("\(Int(100 * $0)) % measured") }
        line.clear()
        try StandardOutput.line(json ? try report.json() : report.table)
    }
}
