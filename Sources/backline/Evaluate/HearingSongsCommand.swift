import ArgumentParser
import AudioFiles
import Foundation
import Listener
import Suites

struct HearingSongsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "songs", abstract: "Measure what is heard in validation songs, whose truth is known.",
        discussion: """
            In the voice alone and in voice and band, by style and by singer. Chance is the same hearing against the next \
            song's truth.
            """)

    @OptionGroup var corpus: CorpusSongOptions

    @Option(help: ArgumentHelp("Encoder weights instead of those that come with the program.", valueName: "file"))
    var encoder: String?

    @Option(
        help: ArgumentHelp("The decoder's weights, as `evaluate hearing fit` writes them.", valueName: "file"))
    var decoding: String?

    @Flag(help: "JSON, one object a song and input and one an input, instead of tables.")
    var json = false

    func validate() throws {
        guard corpus.songs > 1 else { throw ValidationError("--songs must be 2 or more, not \(corpus.songs)") }
    }

    func run() throws {
        let listener = try VocalListener.bundled(
            encoder: encoder.map { URL(fileURLWithPath: $0) }, decoding: decoding.map(weights) ?? .init())
        let summaries = try ListeningSuite(listener: listener).run(on: corpus.folder, count: corpus.songs) { row in
            if json { try StandardOutput.json(try jsonLine(row)) }
        }
        for summary in summaries { try StandardOutput.line(json ? try jsonLine(summary) : summary.table) }
    }

    private func weights(_ path: String) throws -> DecodingWeights {
        do {
            return try JSONDecoder().decode(DecodingWeights.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch let error as DecodingError {
            throw ValidationError("\(path) holds no weights of the decoder: \(error.sentence)")
        }
    }
}
