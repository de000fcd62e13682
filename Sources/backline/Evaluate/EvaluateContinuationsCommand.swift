import ArgumentParser
import AudioFiles
import Corpus
import Foundation
import Generation
import Listener
import Recipes
import Signal
import Suites

struct EvaluateContinuationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "continuations", abstract: "Measure bands that go on from their beginning, on validation songs.",
        discussion: """
            The beginning of each song's band is given; what follows is held against the song: tempo, key, distances to \
            the real sound, and changes where sections meet beside those anywhere. --pairs takes the real backings of \
            `evaluate hearing pairs` instead of a corpus.
            """)

    @Option(help: ArgumentHelp("A folder made by `backline corpus build`.", valueName: "folder"))
    var corpus: String?

    @Option(help: ArgumentHelp("Real backings with their truth.", valueName: "folder"))
    var pairs: String?

    @Option(help: "How many songs.")
    var songs: Int = 20

    @OptionGroup var options: RecipeOptions

    @Option(help: "Seconds of each band that are given.")
    var opening: Double = 15

    @Option(help: "Seconds that are added.")
    var seconds: Double = 30

    @Flag(help: "The song's own lead sheet is told of the beginning, instead of being heard.")
    var told = false

    @Option(help: ArgumentHelp("Weights instead of those that come with the program.", valueName: "part=file"))
    var weights: [String] = []

    @Option(help: ArgumentHelp("Where the sounds go, to listen to.", valueName: "folder"))
    var listen: String?

    func validate() throws {
        guard (corpus == nil) != (pairs == nil) else { throw ValidationError("name --corpus or --pairs, not both") }
        guard songs > 1 else { throw ValidationError("--songs must be 2 or more, not \(songs)") }
        guard opening >= 2, (1...1200).contains(seconds) else {
            throw ValidationError("--opening must be 2 or more and --seconds 1 to 1200")
        }
    }

    func run() throws {
        var options = options
        options.system = options.system ?? MeLoDyGenerator.description.name
        let recipe = try options.made()
        let description = MeLoDyGenerator.description
        let system = try MeLoDyGenerator(SystemWeights(parsing: weights, of: description.parts))
        let folder = listen.map { URL(fileURLWithPath: $0) }
        if let folder { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
        let suite = ContinuationSuite(
            system: system, hearing: VocalHearing(try VocalListener.bundled()), recipe: recipe)
        let row = try suite.run(
            on: chosen(), opening: opening, seconds: seconds, tellsSheet: told
        ) { name, computing, whole in
            if let folder {
                try AudioWriter.write(whole, to: folder.appendingPathComponent("\(name).wav"), format: .wav16)
            }
            FileHandle.standardError.write(
                Data(String(format: "%@: %.1f s in %.1f s\n", name, seconds, computing).utf8))
        }
        for line in row.lines { try StandardOutput.line(line) }
    }

    /// Read when their turn comes.
    private func chosen() throws -> [() throws -> ContinuationSuite.Song] {
        if let pairs {
            return try PairSet(URL(fileURLWithPath: pairs)).spread(songs).map { clip in { try .init(clip) } }
        }
        return try ValidationSongs.first(songs, of: URL(fileURLWithPath: corpus ?? "")).map { song in
            { try .init(song) }
        }
    }
}
