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
    let evaluation: PairEvaluation
    /// Where takes and pictures of their spectrograms go.
    let out: URL?
    /// Songs and recordings whose spectrograms are shown.
    let pictures: Int

    /// Seconds an excerpt lasts at least.
    static let shortest = 5.0

    /// One kind of accompaniment of all songs, as it grows.
    private struct Row {
        let kind: SuiteRow.Kind
        let system: SystemDescription?
        var pairs: [HeardPair] = []
        var leadSheet: [CoherenceFigures] = []
        var takes: [SuiteTake] = []
        var failures: [String: String] = [:]

        /// - Throws: what measuring throws.
        func finished(_ evaluation: PairEvaluation) throws -> SuiteRow {
            SuiteRow(
                kind: kind, system: system.map { ($0.name, $0.title) }, report: try evaluation.report(on: pairs),
                leadSheet: leadSheet, takes: takes, failures: failures)
        }
    }

    /// - Parameters:
    ///   - corpus: whose validation songs are taken; nil for none.
    ///   - count: of songs.
    ///   - seconds: of each song; nil for all of it.
    ///   - singing: a folder of vocals; nil for none.
    /// - Throws: `RecipeError` for a corpus of fewer than two finished validation songs, `PairingError` for a folder without
    ///   sounds; what reading, generating and measuring throw.
    func run(
        corpus: URL?, count: Int, seconds: Double?, singing: URL?
    ) throws -> (report: SuiteReport, pictures: [PairPicture]) {
        let start = ContinuousClock.now
        // what can't work is told before anything is computed
        let validation = try corpus.map { try Self.validationSongs(of: $0) } ?? []
        let vocals = try singing.map(PairedFiles.sounds(in:)) ?? [:]
        var evaluation = evaluation
        var pictures: [PairPicture] = []
        var accuracy: EstimatorAccuracy?
        if let corpus {
            accuracy = try PairEvaluation.accuracy(
                of: validation.prefix(count).map { song in
                    let song = try SuiteSong(song, seconds: seconds)
                    return EstimatorAccuracy.Song(
                        accompaniment: song.render.mono(),
                        vocal: try Resampler.resample(song.vocal, to: RenderedSong.sampleRate).mono(),
                        truth: song.sheet, melody: song.melody)
                }, source: "validation renders of \(corpus.lastPathComponent)")
        }
        let estimators = PairReport.Estimators(
            synthetic: try PairEvaluation.syntheticAccuracy(), corpus: accuracy)
        evaluation.estimators = estimators
        let songs = try corpus.map {
            try measure(
                validation, count: count, seconds: seconds, source: $0.lastPathComponent, evaluation, &pictures)
        }
        let recordings = try singing.map { try measure(vocals, source: $0.lastPathComponent, evaluation, &pictures) }
        let report = SuiteReport(
            systems: systems.map { system in
                SuiteReport.System(
                    name: system.generator.name, title: system.generator.description.title,
                    solver: system.recipe.solver.rawValue, steps: system.recipe.steps,
                    guidance: system.recipe.guidance, seed: system.recipe.seed, weights: system.generator.modelHash)
            }, songs: songs, recordings: recordings, estimators: estimators,
            computeSeconds: (ContinuousClock.now - start) / .seconds(1))
        return (report, pictures)
    }

    static func validationSongs(of corpus: URL) throws -> [CorpusSong] {
        let songs = try CorpusIndex.songs(in: corpus, split: .validation)
        guard songs.count > 1 else {
            throw RecipeError("\(corpus.path) holds fewer than two finished validation songs")
        }
        return songs
    }

    // MARK: Songs

    private func measure(
        _ all: [CorpusSong], count: Int, seconds: Double?, source: String, _ evaluation: PairEvaluation,
        _ pictures: inout [PairPicture]
    ) throws -> SuiteSongs {
        let count = min(count, all.count)
        // others from outside the set, where there are enough
        let distance = count < all.count ? count : 1
        var rows = Self.rows(systems.map(\.generator.description))
        var hearing: [SuiteHearing] = []
        var names: [String] = []
        var length = 0.0
        for index in 0..<count {
            let song = try SuiteSong(all[index], seconds: seconds)
            let other = try SuiteSong(all[(index + distance) % all.count], seconds: seconds)
            names.append(song.name)
            length += song.vocal.duration
            var sounds: [(row: Int, sound: PairSound)] = []
            for place in rows.indices {
                let label = "\(rows[place].kind.rawValue)"
                switch rows[place].kind {
                case .real: sounds.append((place, try PairSound(song.render)))
                case .otherSong: sounds.append((place, try PairSound(other.render)))
                case .vocoded:
                    let mel = MelFrontEnd().logMel(song.render.mono())
                    let samples = try SectionVocoder.samples(mel, vocoder: vocoder)
                    sounds.append((place, try PairSound(AudioBuffer(sampleRate: song.render.sampleRate, mono: samples))))
                case .annotated, .vocalAlone:
                    guard let system = systems.first(where: { $0.generator.name == rows[place].system?.name }) else {
                        continue
                    }
                    let isTold = rows[place].kind == .annotated
                    let title = "\(song.name), \(index + 1) of \(count), \(system.generator.description.title)"
                    guard
                        let made = try take(
                            system, song.vocal, sheet: isTold ? song.sheet : nil, name: song.name, title: title,
                            into: &rows[place])
                    else { continue }
                    sounds.append((place, made.sound))
                    if !isTold, system.generator.name == systems.first?.generator.name {
                        hearing.append(SuiteHearing(made.heard, truth: song.sheet))
                    }
                    try write(made.sound, song.name, in: "songs/\(system.generator.name)-\(label)")
                }
            }
            let vocal = try PairSound(song.vocal)
            try write(vocal, song.name, in: "songs/vocals")
            try write(try PairSound(song.render), song.name, in: "songs/reference")
            let heard = try evaluation.hear(vocal, and: sounds.map(\.sound), isDescribed: true)
            // the real render is the first row
            let reference = heard.accompaniments.first
            for (place, accompaniment) in zip(sounds, heard.accompaniments) {
                rows[place.row].pairs.append(
                    HeardPair(name: song.name, vocal: heard.vocal, generated: accompaniment, reference: reference))
                rows[place.row].leadSheet.append(CoherenceFigures(place.sound.samples, song.sheet))
            }
            if index < self.pictures {
                pictures.append(
                    PairPicture(
                        name: "song \(song.name)",
                        sounds: [("vocal", vocal)]
                            + sounds.filter { rows[$0.row].kind != .otherSong }.map { sound in
                                (rows[sound.row].kind.caption(of: rows[sound.row].system?.title), sound.sound)
                            }))
            }
        }
        return SuiteSongs(
            source: source, songs: names, seconds: length, othersAreOutside: distance > 1 && 2 * count <= all.count,
            rows: try rows.filter { !$0.pairs.isEmpty }.map { try $0.finished(evaluation) },
            hearing: .mean(hearing))
    }

    /// From what is possible to chance.
    private static func rows(_ systems: [SystemDescription]) -> [Row] {
        var rows = [Row(kind: .real, system: nil), Row(kind: .vocoded, system: nil)]
        for system in systems {
            rows += [Row(kind: .annotated, system: system), Row(kind: .vocalAlone, system: system)]
        }
        return rows + [Row(kind: .otherSong, system: nil)]
    }

    // MARK: Recordings

    private func measure(
        _ vocals: [String: URL], source: String, _ evaluation: PairEvaluation, _ pictures: inout [PairPicture]
    ) throws -> SuiteRecordings {
        var rows: [Row] = []
        var shown: [String: [(title: String, sound: PairSound)]] = [:]
        let names = vocals.keys.sorted()
        for system in systems {
            var row = Row(kind: .vocalAlone, system: system.generator.description)
            for (index, name) in names.enumerated() {
                guard let file = vocals[name] else { continue }
                let vocal = try PairSound(file: file)
                try write(vocal, name, in: "recordings/vocals")
                let title = "\(name), \(index + 1) of \(names.count), \(system.generator.description.title)"
                guard
                    let made = try take(system, vocal.buffer, sheet: nil, name: name, title: title, into: &row)
                else { continue }
                try write(made.sound, name, in: "recordings/\(system.generator.name)")
                let heard = try evaluation.hear(vocal, and: [made.sound], isDescribed: false)
                row.pairs += heard.accompaniments.map { HeardPair(name: name, vocal: heard.vocal, generated: $0) }
                if index < self.pictures {
                    shown[name, default: [("vocal", vocal)]].append((system.generator.description.title, made.sound))
                }
            }
            rows.append(row)
        }
        pictures += names.compactMap { name in shown[name].map { PairPicture(name: name, sounds: $0) } }
        return SuiteRecordings(source: source, rows: try rows.map { try $0.finished(evaluation) })
    }

    // MARK: Takes

    /// A take; nil, and the reason noted in the row, where nothing can be heard in the vocal.
    private func take(
        _ system: TakeOptions.System, _ vocal: AudioBuffer, sheet: LeadSheet?, name: String, title: String,
        into row: inout Row
    ) throws -> (sound: PairSound, heard: LeadSheet)? {
        var recipe = system.recipe
        recipe.leadSheet = sheet
        let bar = ProgressBar(label: title, shown: true)
        defer { bar.finish() }
        let made: Accompaniment
        do { made = try system.generator.generate(for: vocal, recipe: recipe) { bar.show($0) } } catch let error
            as ListenerError
        {
            row.failures[name] = error.description
            return nil
        }
        let heard = made.heard.leadSheet
        row.takes.append(
            SuiteTake(
                name: name, seconds: vocal.duration, computeSeconds: made.stageSeconds.values.reduce(0, +),
                seamClicks: SoundCheck.seamClicks(made.audio, joins: made.joins), tempo: heard.tempo,
                key: heard.key.description, beatConfidence: heard.beatConfidence))
        return (try PairSound(made.audio), heard)
    }

    private func write(_ sound: PairSound, _ name: String, in folder: String) throws {
        guard let out else { return }
        try Pictures.write(sound.samples, name, in: out.appendingPathComponent(folder))
    }
}

extension SuiteRow.Kind {
    /// Under a spectrogram.
    fileprivate func caption(of system: String?) -> String {
        switch self {
        case .real: "real render"
        case .vocoded: "vocoded"
        case .annotated: "\(system ?? "take"), told"
        case .vocalAlone: system ?? "take"
        case .otherSong: "another song"
        }
    }
}

func jsonLine(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
