import ArgumentParser
import Codecs
import Evaluation
import FastSAG
import Foundation
import Listener
import Recipes
import Songs
import Tensors

struct EvaluateTakesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "takes", abstract: "Measure takes: on songs whose truth is known, or on any vocals.",
        discussion: """
            With --suite validation, every system makes takes for the validation songs of --corpus, once with their \
            annotated lead sheet and once from the vocal alone, and for the recordings in --singing; they are set beside \
            the real render, what the vocoder makes of it, and another song's render (chance). With vocals, a take of \
            each is checked by itself. With --listening, --copy-synthesis, --splitting, --estimators or --pitch-reference no takes are \
            made. With --vocals and --generated, accompaniments from anywhere are measured beside the vocals of the same \
            names. With --notes, the neural instruments are measured on a library of notes.
            """)

    enum Suite: String, ExpressibleByArgument, CaseIterable {
        case validation, controls
    }

    @Argument(help: ArgumentHelp("Vocals to make takes of and check.", valueName: "vocal"))
    var vocals: [String] = []

    @Option(
        help: """
            validation: takes of every system beside what is possible and what is chance; controls: takes with one wish \
            at a time, and how far they follow it.
            """)
    var suite: Suite?

    @Option(
        help: ArgumentHelp("A folder made by `backline corpus build`; alone, the suite on it.", valueName: "folder"))
    var corpus: String?

    @Option(help: ArgumentHelp("With --suite: a folder of recorded vocals.", valueName: "folder"))
    var singing: String?

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

    @Flag(help: "No takes, only how well the splitter takes the accompaniments of validation songs (--corpus) apart.")
    var splitting = false

    @Option(help: "How many validation songs.")
    var songs: Int = 20

    @Option(help: "With --suite: so many seconds of each song, from the bar in which the singing begins.")
    var seconds: Double?

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

    @OptionGroup(title: "Takes")
    var takes: TakeOptions

    @OptionGroup(title: "Pairs")
    var pairs: EvaluatePairs

    @OptionGroup(title: "Notes")
    var notes: EvaluateNotes

    func run() throws {
        if let library = notes.library {
            guard vocals.isEmpty, corpus == nil, suite == nil, !pairs.isAsked else {
                throw RecipeError("--notes measures instruments only: leave out vocals, corpora and pairs")
            }
            return try notes.run(library, json: json)
        }
        let asksPairs = suite == nil && pairs.isAsked
        if asksPairs, !vocals.isEmpty { throw RecipeError("name vocals, or folders of pairs, not both") }
        if asksPairs { return try pairs.run(corpus: corpus, songs: songs, json: json, encoder: Encoder.bundled()) }
        if suite != nil {
            guard corpus != nil || singing != nil else {
                throw RecipeError("--suite needs a --corpus, a folder of --singing, or both")
            }
            guard vocals.isEmpty, !pairs.namesFolders else {
                throw RecipeError("--suite makes its own takes: leave out vocals and folders of pairs")
            }
            return suite == .controls ? try runControls() : try runSuite()
        }
        guard corpus != nil || !vocals.isEmpty else {
            throw RecipeError("name vocals, or a corpus with --corpus")
        }
        if copySynthesis {
            let vocoder = try Vocos(Checkpoint(contentsOf: takes.weights.vocoder ?? Vocos.bundledWeights))
            return try CopySynthesisSuite(vocoder: vocoder, json: json).run(
                on: corpus.map(Self.folder), count: songs, files: vocals.map(Self.folder))
        }
        if splitting {
            guard let corpus else { throw RecipeError("--splitting needs a --corpus with stems") }
            guard songs > 0 else { throw RecipeError("--songs must be 1 or more, not \(songs)") }
            let weights = takes.weights.splitter ?? StemSplitter.bundledWeights
            return try SplittingSuite(splitter: StemSplitter(Checkpoint(contentsOf: weights)), json: json)
                .run(on: Self.folder(corpus), count: songs)
        }
        if listening { return try runListening() }
        if let pitchReference { return try comparePitch(with: Self.folder(pitchReference)) }
        if corpus != nil { try runSuite() }
        guard !vocals.isEmpty else { return }
        let systems = try takes.systems()
        for path in vocals {
            for system in systems {
                let report = try VocalReport(path, system: system, out: out.map(Self.folder))
                try StandardOutput.line(json ? try report.json() : report.sentence)
            }
        }
    }

    private static func folder(_ path: String) -> URL { URL(fileURLWithPath: path) }

    /// Songs and recordings whose spectrograms a report shows.
    private static let pictures = 6

    private func runSuite() throws {
        try checkExcerpts()
        let report = pairs.report.map(Self.folder)
        for place in [report, out.map(Self.folder)].compactMap({ $0 }) { try TakeFolder(place).check() }
        var evaluation = PairEvaluation()
        evaluation.embeddings.append(ListenerFeatures(encoder: try Encoder.bundled()))
        var suite = ValidationSuite(
            systems: try takes.systems(),
            vocoder: try Vocos(Checkpoint(contentsOf: takes.weights.vocoder ?? Vocos.bundledWeights)),
            evaluation: evaluation, out: out.map(Self.folder), pictures: report == nil ? 0 : Self.pictures)
        let (found, pictures) = try suite.run(
            corpus: corpus.map(Self.folder), count: songs, seconds: seconds, singing: singing.map(Self.folder))
        if let report { try SuitePage(report: found, pictures: pictures).write(to: report) }
        try StandardOutput.line(json ? try found.json() : found.table)
    }

    private func checkExcerpts() throws {
        guard songs > 0 else { throw RecipeError("--songs must be 1 or more, not \(songs)") }
        if let seconds, !(seconds >= ValidationSuite.shortest && seconds.isFinite) {
            throw RecipeError(
                "--seconds must be \(String(format: "%g", ValidationSuite.shortest)) or more, not \(seconds)")
        }
    }

    private func runControls() throws {
        try checkExcerpts()
        guard let corpus else { throw RecipeError("--suite controls needs a --corpus") }
        guard singing == nil, pairs.report == nil, out == nil else {
            throw RecipeError("--suite controls prints a table: leave out --singing, --report and --out")
        }
        let encoder = try Encoder.bundled()
        for system in try takes.systems() {
            let report = try ControlSuite(system: system, encoder: encoder)
                .run(on: Self.folder(corpus), count: songs, seconds: seconds)
            try StandardOutput.line(json ? try report.json() : report.table)
        }
    }

    private func runListening() throws {
        guard let corpus else { throw RecipeError("--listening needs a --corpus") }
        if let fit {
            return try DecodingFit(encoder: Encoder.bundled(), harmoniser: .bundled(), songs: songs)
                .run(on: Self.folder(corpus), writing: Self.folder(fit))
        }
        let weights = try decoding.map {
            try JSONDecoder().decode(DecodingWeights.self, from: Data(contentsOf: Self.folder($0)))
        }
        let listener = try VocalListener.bundled(encoder: takes.weights.listener, decoding: weights ?? .init())
        try ListeningSuite(listener: listener, json: json).run(on: Self.folder(corpus), count: songs)
    }

    private func comparePitch(with references: URL) throws {
        guard !vocals.isEmpty else { throw RecipeError("--pitch-reference needs vocals") }
        for path in vocals {
            let report = try PitchReport(path, references: references)
            print(json ? try jsonLine(report) : report.sentence)
        }
    }
}
