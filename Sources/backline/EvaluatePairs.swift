import ArgumentParser
import AudioFiles
import Corpus
import Evaluation
import Foundation
import Listener
import Recipes
import Signal
import Songs

/// `backline evaluate --vocals DIR --generated DIR`: accompaniments from anywhere beside the vocals they were made for.
struct EvaluatePairs: ParsableArguments {
    @Option(
        name: .customLong("vocals"),
        help: ArgumentHelp("Vocals, paired by file name with --generated.", valueName: "folder"))
    var vocalFolder: String?

    @Option(help: ArgumentHelp("Accompaniments to measure.", valueName: "folder"))
    var generated: String?

    @Option(help: ArgumentHelp("The real accompaniments of the same vocals.", valueName: "folder"))
    var reference: String?

    @Option(
        help: ArgumentHelp("With --generated or --suite: write the report as a page here.", valueName: "folder"))
    var report: String?

    @Flag(help: "How good the judges of key, chord, beat and pitch are on the validation renders of --corpus.")
    var estimators = false

    /// Whether anything here was asked for.
    var isAsked: Bool { namesFolders || report != nil || estimators }
    var namesFolders: Bool { vocalFolder != nil || generated != nil || reference != nil }

    /// Pairs whose spectrograms are shown.
    private static let pictures = 24

    /// - Parameters:
    ///   - corpus: for `--estimators`.
    ///   - songs: of it, at most.
    ///   - encoder: what the listener's distances are measured with; nil leaves them out.
    func run(corpus: String?, songs: Int, json: Bool, encoder: (any Encoding)?) throws {
        let accuracy = estimators ? try Self.accuracy(on: corpus, songs: songs) : nil
        guard namesFolders || report != nil else {
            guard let accuracy else { return }
            return try StandardOutput.line(json ? try jsonLine(accuracy) : accuracy.table)
        }
        guard let vocalFolder, let generated else {
            throw RecipeError("pairs need --vocals and --generated, a folder each")
        }
        func folder(_ path: String) -> URL { URL(fileURLWithPath: path) }
        // what can't be written is told before anything is measured
        if let report { try TakeFolder(folder(report)).check() }
        let files = try PairedFiles.match(
            vocals: folder(vocalFolder), generated: folder(generated), reference: reference.map(folder))
        var evaluation = PairEvaluation()
        evaluation.estimators = .init(synthetic: try PairEvaluation.syntheticAccuracy(), corpus: accuracy)
        if let encoder {
            evaluation.embeddings.append(ListenerFeatures(encoder: encoder))
        } else {
            evaluation.missingEmbeddings["listener"] = "this build has no listener whose features could be read"
        }
        let (found, pictures) = try evaluation.run(files, pictures: report == nil ? 0 : Self.pictures)
        if let report { try ReportPage(report: found, pictures: pictures).write(to: folder(report)) }
        try StandardOutput.line(json ? try found.json() : found.table)
    }

    private static func accuracy(on corpus: String?, songs count: Int) throws -> EstimatorAccuracy {
        guard let corpus else { throw RecipeError("--estimators needs a --corpus") }
        guard count > 0 else { throw RecipeError("--songs must be 1 or more, not \(count)") }
        let folder = URL(fileURLWithPath: corpus)
        let songs = try CorpusIndex.songs(in: folder, split: .validation).prefix(count).map { song in
            EstimatorAccuracy.Song(
                accompaniment: try AudioReader.read(song.accompaniment, resampledTo: 24_000, mono: true).mono(),
                vocal: try AudioReader.read(song.vocal, resampledTo: 24_000, mono: true).mono(),
                truth: song.entry.symbols.leadSheet, melody: song.entry.sungMelody)
        }
        guard !songs.isEmpty else { throw RecipeError("\(corpus) holds no finished validation song") }
        return try PairEvaluation.accuracy(
            of: Array(songs), source: "validation renders of \(folder.lastPathComponent)")
    }
}
