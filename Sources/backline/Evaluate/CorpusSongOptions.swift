import ArgumentParser
import Foundation

/// Validation songs of a corpus.
struct CorpusSongOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A folder made by `backline corpus build`.", valueName: "folder"))
    var corpus: String

    @Option(help: "How many of its validation songs.")
    var songs: Int = 20

    var folder: URL { URL(fileURLWithPath: corpus) }

    func validate() throws {
        guard songs > 0 else { throw ValidationError("--songs must be 1 or more, not \(songs)") }
    }
}
