import ArgumentParser
import Evaluation
import Foundation
import Listener
import Songs
import Suites

struct EvaluatePairsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pairs",
        abstract: "Measure accompaniments from anywhere beside the vocals that they were made for.",
        discussion: """
            Pairs the sound files of the folders by name. Coherence with the vocal between chance and what is possible, \
            distances to the reference, and the sound itself, with 95 % intervals.
            """)

    @Option(help: ArgumentHelp("Vocals, paired by file name with --generated.", valueName: "folder"))
    var vocals: String

    @Option(help: ArgumentHelp("Accompaniments to measure.", valueName: "folder"))
    var generated: String

    @Option(help: ArgumentHelp("The real accompaniments of the same vocals.", valueName: "folder"))
    var reference: String?

    @Option(
        help: ArgumentHelp(
            """
            A folder made by `backline corpus build`: the report also says how good the judges are on its validation songs.
            """, valueName: "folder"))
    var corpus: String?

    @Option(help: "How many validation songs of --corpus.")
    var songs: Int = 20

    @Option(help: ArgumentHelp("Write the report as a page here.", valueName: "folder"))
    var report: String?

    @Flag(help: "JSON instead of a table.")
    var json = false

    /// Pairs whose spectrograms a report shows.
    private static let pictures = 24

    func validate() throws {
        guard songs > 0 else { throw ValidationError("--songs must be 1 or more, not \(songs)") }
    }

    func run() throws {
        func folder(_ path: String) -> URL { URL(fileURLWithPath: path) }
        // what can't be written is told before anything is measured
        if let report { try TakeFolder(folder(report)).check() }
        let files = try PairedFiles.match(
            vocals: folder(vocals), generated: folder(generated), reference: reference.map(folder))
        var evaluation = PairEvaluation()
        evaluation.estimators = .init(
            synthetic: try PairEvaluation.syntheticAccuracy(),
            corpus: try corpus.map { try EstimatorSuite.run(on: folder($0), count: songs) })
        evaluation.embeddings.append(ListenerFeatures(encoder: try Encoder.bundled()))
        let (found, pictures) = try evaluation.run(files, pictures: report == nil ? 0 : Self.pictures)
        if let report { try ReportPage(report: found, pictures: pictures).write(to: folder(report)) }
        try StandardOutput.line(json ? try found.json() : found.table)
    }
}
