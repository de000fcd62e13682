import ArgumentParser
import Codecs
import Foundation
import Suites
import Tensors

struct EvaluateVocoderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vocoder", abstract: "Measure what the vocoder makes of the Mels of real sound.",
        discussion: """
            Copy synthesis of validation songs (band, voice, both) and of any files, beside Griffin-Lim; no takes are made.
            """)

    @Argument(help: ArgumentHelp("Sound files.", valueName: "file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("A folder made by `backline corpus build`.", valueName: "folder"))
    var corpus: String?

    @Option(help: "How many validation songs of --corpus, 2 or more.")
    var songs: Int = 20

    @Option(help: ArgumentHelp("Vocoder weights instead of those that come with the program.", valueName: "file"))
    var weights: String?

    @Flag(help: "JSON, one object a way, instead of tables.")
    var json = false

    func validate() throws {
        guard corpus != nil || !files.isEmpty else { throw ValidationError("name files, or a corpus with --corpus") }
        guard songs > 1 else { throw ValidationError("--songs must be 2 or more, not \(songs)") }
    }

    func run() throws {
        let weights = weights.map { URL(fileURLWithPath: $0) } ?? Vocos.bundledWeights
        let suite = CopySynthesisSuite(vocoder: try Vocos(Checkpoint(contentsOf: weights)))
        // of the table that has been begun
        var input: String?
        try suite.run(
            on: corpus.map { URL(fileURLWithPath: $0) }, count: songs, files: files.map { URL(fileURLWithPath: $0) }
        ) { row in
            if json { return try StandardOutput.json(try jsonLine(row)) }
            if row.input != input {
                if input != nil { try StandardOutput.line("") }
                try StandardOutput.line(CopySynthesisRow.headings(of: row.input))
                input = row.input
            }
            try StandardOutput.line(row.line)
        }
        if input != nil { try StandardOutput.line("") }
    }
}
