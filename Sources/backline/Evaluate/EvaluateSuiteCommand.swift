import ArgumentParser
import Codecs
import Evaluation
import Foundation
import Listener
import Songs
import Suites
import Tensors

struct EvaluateSuiteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suite", abstract: "Measure takes of every system beside what is possible and what is chance.",
        discussion: """
            Every system makes takes for the validation songs of --corpus, once with their annotated lead sheet and once \
            from the vocal alone, and for the recordings in --singing; they are set beside the real render, what the \
            vocoder makes of it, and another song's render (chance).
            """)

    @Option(help: ArgumentHelp("A folder made by `backline corpus build`.", valueName: "folder"))
    var corpus: String?

    @Option(help: ArgumentHelp("A folder of recorded vocals.", valueName: "folder"))
    var singing: String?

    @Option(help: "How many validation songs.")
    var songs: Int = 20

    @OptionGroup var excerpt: ExcerptOptions

    @Option(
        help: ArgumentHelp(
            "Write takes and pictures of their spectrograms here, in folders that `evaluate pairs` reads.",
            valueName: "folder"))
    var out: String?

    @Option(help: ArgumentHelp("Write the report as a page here.", valueName: "folder"))
    var report: String?

    @Flag(help: "JSON instead of a table.")
    var json = false

    @OptionGroup(title: "Takes")
    var takes: TakeOptions

    /// Songs and recordings whose spectrograms a report shows.
    private static let pictures = 6

    func validate() throws {
        guard corpus != nil || singing != nil else {
            throw ValidationError("name a --corpus, a folder of --singing, or both")
        }
        guard songs > 0 else { throw ValidationError("--songs must be 1 or more, not \(songs)") }
    }

    func run() throws {
        func folder(_ path: String) -> URL { URL(fileURLWithPath: path) }
        // what can't be written is told before anything is measured
        for place in [report, out].compactMap({ $0 }) { try TakeFolder(folder(place)).check() }
        var evaluation = PairEvaluation()
        evaluation.embeddings.append(ListenerFeatures(encoder: try Encoder.bundled()))
        let bar = SuiteBar()
        var suite = ValidationSuite(
            systems: try takes.systems(),
            vocoder: try Vocos(Checkpoint(contentsOf: takes.files().file("vocoder", else: Vocos.bundledWeights))),
            evaluation: evaluation, out: out.map(folder), pictures: report == nil ? 0 : Self.pictures,
            watch: bar.show)
        let (found, pictures) = try suite.run(
            corpus: corpus.map(folder), count: songs, seconds: excerpt.seconds, singing: singing.map(folder))
        if let report { try SuitePage(report: found, pictures: pictures).write(to: folder(report)) }
        try StandardOutput.line(json ? try found.json() : found.table)
    }
}
