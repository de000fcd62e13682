import ArgumentParser
import AudioFiles
import Codecs
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Suites
import Tensors

struct EvaluateStemsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stems", abstract: "Measure players who listen to the mix, on validation songs with stems.",
        discussion: """
            Every player is made anew to the others (or the vocal alone), the song's lead sheet told. Chord and beat \
            figures stand between the same takes held against another song and the real stems.
            """)

    @OptionGroup var corpus: CorpusSongOptions
    @OptionGroup var options: RecipeOptions

    @Option(help: "Who plays, with commas.")
    var players: String = InstrumentFamily.allCases.map(\.rawValue).joined(separator: ",")

    @Flag(name: .customLong("vocal-only"), help: "The players hear the vocal and nobody else.")
    var vocalOnly = false

    @Flag(help: "Frechet and kernel distance of the stems and MIRDD of stem and mix, too.")
    var distances = false

    @Flag(help: "Real stems and bands through the system's codec instead, beside the vocoder alone.")
    var codec = false

    @Option(help: ArgumentHelp("Weights instead of those that come with the program.", valueName: "part=file"))
    var weights: [String] = []

    @Option(help: ArgumentHelp("Where the takes go, to listen to.", valueName: "folder"))
    var out: String?

    @Flag(help: "JSON, one object a player, instead of a table.")
    var json = false

    func run() throws {
        let families = try players.split(separator: ",").map { name in
            guard let family = InstrumentFamily(rawValue: String(name)) else {
                throw ValidationError("--players has no \"\(name)\"")
            }
            return family
        }
        var options = options
        options.system = options.system ?? StemGenGenerator.description.name
        let recipe = try options.made()
        let description = try SystemRegistry.standard.description(of: recipe.system)
        guard !codec else {
            return try runCodec(SystemWeights(parsing: weights, of: description.parts), of: description)
        }
        let system = try SystemRegistry.standard.load(
            recipe.system, weights: SystemWeights(parsing: weights, of: description.parts))
        let folder = out.map { URL(fileURLWithPath: $0) }
        if let folder { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
        let suite = StemSuite(system: system, hearing: VocalHearing(try VocalListener.bundled()), recipe: recipe)
        let rows = try suite.run(
            on: corpus.folder, count: corpus.songs, families: families, vocalOnly: vocalOnly, hasDistances: distances
        ) { name, seconds, computing, made in
            if let folder {
                try AudioWriter.write(made, to: folder.appendingPathComponent("\(name).wav"), format: .wav16)
            }
            FileHandle.standardError.write(
                Data(String(format: "%@: %.1f s in %.1f s\n", name, seconds, computing).utf8))
        }
        if !json { try StandardOutput.line(StemRow.headings) }
        for row in rows { try StandardOutput.line(json ? try jsonLine(row) : row.line) }
    }

    private func runCodec(_ weights: SystemWeights, of system: SystemDescription) throws {
        func checkpoint(else bundled: URL) throws -> Checkpoint {
            try Checkpoint(contentsOf: weights.file("codec", else: bundled))
        }
        let isMelody = system.name == MeLoDyGenerator.description.name
        let suite = CodecSuite(
            codec: isMelody
                ? try VariationalCodec(checkpoint(else: VariationalCodec.bundledWeights))
                : try TokenCodec(checkpoint(else: TokenCodec.bundledWeights)),
            vocoder: try Vocos(Checkpoint(contentsOf: weights.file("vocoder", else: Vocos.bundledWeights))))
        let rows = try suite.run(on: corpus.folder, count: corpus.songs)
        if !json { try StandardOutput.line(CodecRow.headings) }
        for row in rows { try StandardOutput.line(json ? try jsonLine(row) : row.line) }
    }
}
