import AudioFiles
import Codecs
import Corpus
import Evaluation
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal

/// Takes of every system for validation songs, with the annotated lead sheet and from the vocal alone, beside the real
/// render and chance; and for recordings of singing.
struct ValidationSuite {
    let systems: [TakeOptions.System]
    let vocoder: Vocos
    var evaluation: PairEvaluation
    /// Where takes and pictures of their spectrograms go.
    let out: URL?
    /// Songs and recordings whose spectrograms are shown.
    let pictures: Int

    /// Seconds an excerpt lasts at least.
    static let shortest = 5.0

    /// - Parameters:
    ///   - corpus: whose validation songs are taken; nil for none.
    ///   - count: of songs.
    ///   - seconds: of each song; nil for all of it.
    ///   - singing: a folder of vocals; nil for none.
    /// - Throws: `RecipeError` for a corpus of fewer than two finished validation songs, `PairingError` for a folder without
    ///   sounds; what reading, generating and measuring throw.
    mutating func run(
        corpus: URL?, count: Int, seconds: Double?, singing: URL?
    ) throws -> (report: SuiteReport, pictures: [PairPicture]) {
        let start = ContinuousClock.now
        // what can't work is told before anything is computed
        let songs = try corpus.map(Self.validationSongs) ?? []
        let vocals = try singing.map(PairedFiles.sounds) ?? [:]
        let estimators = PairReport.Estimators(
            synthetic: try PairEvaluation.syntheticAccuracy(),
            corpus: try corpus.map {
                try Self.accuracy(
                    on: songs.prefix(count).map { try SuiteSong($0, seconds: seconds) }, of: $0.lastPathComponent)
            })
        evaluation.estimators = estimators
        let measured = try corpus.map {
            try measure(songs, count: count, seconds: seconds, source: $0.lastPathComponent)
        }
        let recorded = try singing.map { try measure(recordings: vocals, source: $0.lastPathComponent) }
        let report = SuiteReport(
            systems: systems.map(\.record), songs: measured?.songs, recordings: recorded?.recordings,
            estimators: estimators, computeSeconds: (ContinuousClock.now - start) / .seconds(1))
        return (report, (measured?.pictures ?? []) + (recorded?.pictures ?? []))
    }

    static func validationSongs(of corpus: URL) throws -> [CorpusSong] {
        let songs = try CorpusIndex.songs(in: corpus, split: .validation)
        guard songs.count > 1 else {
            throw RecipeError("\(corpus.path) holds fewer than two finished validation songs")
        }
        return songs
    }

    private static func accuracy(on songs: [SuiteSong], of source: String) throws -> EstimatorAccuracy {
        try PairEvaluation.accuracy(
            of: songs.map { song in
                EstimatorAccuracy.Song(
                    accompaniment: song.render.mono(),
                    vocal: try Resampler.resample(song.vocal, to: RenderedSong.sampleRate).mono(), truth: song.sheet,
                    melody: song.melody)
            }, source: "validation renders of \(source)")
    }

    // MARK: Takes

    /// A take; nil, and the reason noted in the row, where nothing can be heard in the vocal.
    /// - Parameters:
    ///   - sheet: what is played to, instead of what would be heard.
    ///   - number: counts the seed on, so that every vocal has a band of its own.
    ///   - label: for the progress bar.
    func take(
        _ system: TakeOptions.System, _ vocal: AudioBuffer, sheet: LeadSheet? = nil, style: Style? = nil,
        number: Int, name: String, label: String, into row: inout SuiteRowInMaking
    ) throws -> (sound: PairSound, heard: LeadSheet)? {
        var recipe = system.recipe
        recipe.leadSheet = sheet
        recipe.style = style
        recipe.seed &+= UInt64(number)
        let bar = ProgressBar(label: "\(label), \(system.generator.description.title)", shown: true)
        defer { bar.finish() }
        let made: Accompaniment
        do {
            made = try system.generator.generate(for: vocal, recipe: recipe) { bar.show($0) }
        } catch let error as ListenerError {
            row.failures[name] = error.description
            return nil
        }
        let heard = made.heard.leadSheet
        row.takes.append(
            SuiteTake(
                name: name, seconds: vocal.duration, computeSeconds: made.stageSeconds.values.reduce(0, +),
                seamClicks: SoundCheck.seamClicks(made.audio, joins: made.joins),
                joins: SoundChanges(of: made.audio.mono(), at: made.joins.flatMap(Self.places)), tempo: heard.tempo,
                key: heard.key.description, beatConfidence: heard.beatConfidence))
        return (try PairSound(made.audio), heard)
    }

    /// Seconds of a join and of its cross-fade's middle and end.
    private static func places(ofJoin seconds: Double) -> [Double] { [seconds, seconds + 1, seconds + 2] }

    func write(_ sound: PairSound, _ name: String, in folder: String) throws {
        guard let out else { return }
        try Pictures.write(sound.samples, name, in: out.appendingPathComponent(folder))
    }
}

extension TakeOptions.System {
    fileprivate var record: SuiteReport.System {
        SuiteReport.System(
            name: generator.name, title: generator.description.title, solver: recipe.solver?.rawValue,
            steps: recipe.steps, guidance: recipe.guidance, seed: recipe.seed, weights: generator.modelHash)
    }
}

func jsonLine(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
