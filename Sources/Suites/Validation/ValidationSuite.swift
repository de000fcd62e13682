import Codecs
import Corpus
import Evaluation
import Foundation
import Generation
import Listener
import Music
import Signal

/// Takes of every system for validation songs, with the annotated lead sheet and from the vocal alone, beside the real
/// render and chance; and for recordings of singing.
package struct ValidationSuite {
    let systems: [MeasuredSystem]
    let vocoder: Vocos
    var evaluation: PairEvaluation
    /// Where takes and pictures of their spectrograms go; nil keeps none.
    let out: URL?
    /// Songs and recordings whose spectrograms are shown.
    let pictures: Int
    let watch: TakeWatcher

    /// Seconds an excerpt lasts at least.
    package static let shortest = 5.0

    /// - Parameters:
    ///   - out: where takes and pictures of their spectrograms go; nil keeps none.
    ///   - pictures: songs and recordings whose spectrograms are shown.
    package init(
        systems: [MeasuredSystem], vocoder: Vocos, evaluation: PairEvaluation, out: URL? = nil, pictures: Int = 0,
        watch: @escaping TakeWatcher = { _, _ in }
    ) {
        self.systems = systems
        self.vocoder = vocoder
        self.evaluation = evaluation
        self.out = out
        self.pictures = pictures
        self.watch = watch
    }

    /// - Parameters:
    ///   - corpus: whose validation songs are taken; nil for none.
    ///   - count: of songs.
    ///   - seconds: of each song; nil for all of it.
    ///   - singing: a folder of vocals; nil for none.
    /// - Throws: `SuiteError.fewerThanTwoSongs`, `PairingError` for a folder without sounds; what reading, generating and
    ///   measuring throw.
    package mutating func run(
        corpus: URL?, count: Int, seconds: Double?, singing: URL?
    ) throws -> (report: SuiteReport, pictures: [PairPicture]) {
        let start = ContinuousClock.now
        // what can't work is told before anything is computed
        let songs = try corpus.map(ValidationSongs.all) ?? []
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
            systems: try systems.map { try $0.record() }, songs: measured?.songs, recordings: recorded?.recordings,
            estimators: estimators, computeSeconds: (ContinuousClock.now - start) / .seconds(1))
        return (report, (measured?.pictures ?? []) + (recorded?.pictures ?? []))
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
    ///   - label: for whoever watches.
    func take(
        _ system: MeasuredSystem, _ vocal: AudioBuffer, sheet: LeadSheet? = nil, style: Style? = nil,
        number: Int, name: String, label: String, into row: inout SuiteRowInMaking
    ) throws -> (sound: PairSound, heard: LeadSheet)? {
        var recipe = system.recipe
        recipe.leadSheet = sheet
        recipe.style = style
        recipe.seed &+= UInt64(number)
        let label = "\(label), \(system.generator.description.title)"
        defer { watch(label, nil) }
        let made: Accompaniment
        do {
            made = try system.take(of: vocal, recipe: recipe) { watch(label, $0) }
        } catch let error as ListenerError {
            row.failures[name] = error.description
            return nil
        }
        let heard = made.heard.leadSheet
        row.takes.append(
            SuiteTake(
                name: name, seconds: vocal.duration, computeSeconds: made.phaseSeconds.values.reduce(0, +),
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
