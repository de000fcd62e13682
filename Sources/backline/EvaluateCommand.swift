import ArgumentParser
import AudioFiles
import Codecs
import Corpus
import Evaluation
import FastSAG
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Tensors

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure takes: on songs whose truth is known, or on any vocals.",
        discussion: """
            With --corpus, takes are made for validation songs, once with their annotated lead sheet and once from the \
            vocal alone, and set beside the real render and the render of another song (chance). With vocals, a take of \
            each is checked by itself. With --listening, --copy-synthesis or --pitch-reference no takes are made. With \
            --vocals and --generated, accompaniments from anywhere are measured beside the vocals of the same names. One \
            JSON object a line with --json.
            """)

    @Argument(help: ArgumentHelp("Vocals to make takes of and check.", valueName: "vocal"))
    var vocals: [String] = []

    @Option(help: ArgumentHelp("A folder made by `backline corpus build`.", valueName: "folder"))
    var corpus: String?

    @Flag(help: "With --corpus: only what is heard in the voice alone and in voice and band, against the truth.")
    var listening = false

    @Option(
        help: ArgumentHelp(
            """
            With vocals: only how their pitch agrees with what another program heard, in NAME.csv with the columns \
            time, hertz and voiced.
            """, valueName: "folder"))
    var pitchReference: String?

    @Flag(
        help: """
            No takes, only what the vocoder makes of the Mels of validation songs (--corpus) and of any files, beside \
            Griffin-Lim.
            """)
    var copySynthesis = false

    @Option(help: "How many validation songs.")
    var songs: Int = 20

    @Option(help: "Steps of the sampler.")
    var steps: Int = Recipe().steps

    @Option(help: "Guidance.")
    var guidance: Double = Recipe().guidance

    @Option(help: "Seed.")
    var seed: UInt64 = Recipe().seed

    @Option(help: ArgumentHelp("FastSAG weights instead of those that come with the program.", valueName: "file"))
    var model: String?

    @Option(help: ArgumentHelp("Vocoder weights instead of those that come with the program.", valueName: "file"))
    var vocoder: String?

    @Option(help: ArgumentHelp("Encoder weights instead of those that come with the program.", valueName: "file"))
    var listener: String?

    @Option(help: ArgumentHelp("With --listening: the decoder's weights, as --fit writes them.", valueName: "file"))
    var decoding: String?

    @Option(
        help: ArgumentHelp(
            "With --listening: fit the decoder's weights on so many training songs and write them here.",
            valueName: "file"))
    var fit: String?

    @Option(help: ArgumentHelp("Write takes and pictures of their spectrograms here.", valueName: "folder"))
    var out: String?

    @Flag(help: "JSON instead of a table.")
    var json = false

    @OptionGroup(title: "Pairs")
    var pairs: EvaluatePairs

    func run() throws {
        if pairs.isAsked, !vocals.isEmpty { throw RecipeError("name vocals, or folders of pairs, not both") }
        if pairs.isAsked { return try pairs.run(corpus: corpus, songs: songs, json: json, encoder: Encoder.bundled()) }
        guard corpus != nil || !vocals.isEmpty else {
            throw RecipeError("name vocals, or a corpus with --corpus")
        }
        func checkpoint(_ path: String?, _ bundled: URL) throws -> Checkpoint {
            try Checkpoint(contentsOf: path.map { URL(fileURLWithPath: $0) } ?? bundled)
        }
        if copySynthesis {
            let vocoder = try Vocos(checkpoint(vocoder, Vocos.bundledWeights))
            return try CopySynthesisSuite(vocoder: vocoder, json: json).run(
                on: corpus.map { URL(fileURLWithPath: $0) }, count: songs,
                files: vocals.map { URL(fileURLWithPath: $0) })
        }
        if listening {
            guard let corpus else { throw RecipeError("--listening needs a --corpus") }
            let folder = URL(fileURLWithPath: corpus)
            if let fit {
                return try DecodingFit(encoder: Encoder.bundled(), harmoniser: .bundled(), songs: songs)
                    .run(on: folder, writing: URL(fileURLWithPath: fit))
            }
            let weights = try decoding.map {
                try JSONDecoder().decode(DecodingWeights.self, from: Data(contentsOf: URL(fileURLWithPath: $0)))
            }
            let listener = try VocalListener.bundled(
                encoder: listener.map { URL(fileURLWithPath: $0) }, decoding: weights ?? .init())
            return try ListeningSuite(listener: listener, json: json).run(on: folder, count: songs)
        }
        if let pitchReference {
            guard !vocals.isEmpty else { throw RecipeError("--pitch-reference needs vocals") }
            for path in vocals {
                let report = try PitchReport(path, references: URL(fileURLWithPath: pitchReference))
                print(json ? try jsonLine(report) : report.sentence)
            }
            return
        }
        let recipe = Recipe(steps: steps, guidance: guidance, seed: seed)
        try recipe.validate()
        let listener = try VocalListener.bundled(encoder: listener.map { URL(fileURLWithPath: $0) })
        let generator = try FastSAGGenerator(
            listener: listener, model: checkpoint(model, FastSAGModel.bundledWeights),
            vocoder: checkpoint(vocoder, Vocos.bundledWeights))
        if let corpus {
            try ValidationSuite(
                listener: listener, generator: generator, recipe: recipe, json: json,
                out: out.map { URL(fileURLWithPath: $0) }
            ).run(on: URL(fileURLWithPath: corpus), count: songs)
        }
        for path in vocals {
            let report = try VocalReport(
                path, generator: generator, recipe: recipe, out: out.map { URL(fileURLWithPath: $0) })
            print(json ? try report.json() : report.sentence)
        }
    }
}
