import ArgumentParser
import AudioFiles
import Foundation
import Generation
import Listener
import MeLoDy
import Networks
import Recipes
import Signal
import Suites
import Tensors

struct EvaluatePromptsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts", abstract: "Measure whether bands play what their prompts say, on validation songs.",
        discussion: """
            Each song is described by a caption of what the corpus knows of it: whether the caption finds its own band \
            among all, and which of its instruments, tempo and key are heard in a band made from it alone.
            """)

    @OptionGroup var corpus: CorpusSongOptions
    @OptionGroup var options: RecipeOptions

    @Option(help: "Of the songs, from whose captions bands are made.")
    var made: Int = 16

    @Option(help: "Seconds of each band.")
    var seconds: Double = 16

    @Option(help: ArgumentHelp("Weights instead of those that come with the program.", valueName: "part=file"))
    var weights: [String] = []

    @Option(help: ArgumentHelp("Where the sounds go, to listen to.", valueName: "folder"))
    var listen: String?

    func validate() throws {
        guard made >= 0, (4...120).contains(seconds) else {
            throw ValidationError("--made must be 0 or more and --seconds 4 to 120")
        }
    }

    func run() throws {
        var options = options
        options.system = options.system ?? MeLoDyGenerator.description.name
        let recipe = try options.made()
        let chosen = try SystemWeights(parsing: weights, of: MeLoDyGenerator.description.parts)
        let suite = try PromptSuite(
            system: MeLoDyGenerator(chosen),
            prompts: PromptEncoder(Checkpoint(contentsOf: chosen.file("prompt", else: PromptEncoder.bundledWeights))),
            hearing: VocalHearing(VocalListener.bundled()), recipe: recipe)
        let folder = listen.map { URL(fileURLWithPath: $0) }
        if let folder { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
        var number = 0
        let row = try suite.run(on: corpus.folder, count: corpus.songs, made: made, seconds: seconds) { caption, band in
            number += 1
            FileHandle.standardError.write(Data("\(number) \(caption)\n".utf8))
            guard let folder else { return }
            try AudioWriter.write(band, to: folder.appendingPathComponent("\(number).wav"), format: .wav16)
        }
        for line in row.lines { try StandardOutput.line(line) }
    }
}
