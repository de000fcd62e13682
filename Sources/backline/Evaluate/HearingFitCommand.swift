import ArgumentParser
import AudioFiles
import Foundation
import Listener
import Suites

struct HearingFitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "Fit the decoder's weights of harmony on training songs.",
        discussion: "What `evaluate hearing songs --decoding` reads.")

    @Option(help: ArgumentHelp("A folder made by `backline corpus build`.", valueName: "folder"))
    var corpus: String

    @Option(help: "How many of its training songs.")
    var songs: Int = 20

    @Option(help: ArgumentHelp("Where the weights go, as JSON.", valueName: "file"))
    var out: String

    func validate() throws {
        guard songs > 0 else { throw ValidationError("--songs must be 1 or more, not \(songs)") }
    }

    func run() throws {
        let weights = try DecodingFit(encoder: Encoder.bundled(), harmoniser: .bundled(), songs: songs)
            .run(on: URL(fileURLWithPath: corpus), progress: StandardOutput.line)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try AtomicFile.write(try encoder.encode(weights), to: URL(fileURLWithPath: out))
    }
}
