import Band
import Corpus
import Foundation
import MeLoDy
import Music
import Networks
import Signal
import Tensors

/// Clips of bands and captions of what the corpus knows of them, brought together by contrast (Radford et al. 2021, arXiv
/// 2103.00020, section 2.3), and the codebooks of their space.
final class PromptTask: TrainingTask {
    let parameters: ParameterStore
    let metadata: [String: String]
    private let encoder: PromptEncoder
    private let run: PromptRun
    private let training: MelodyShelf
    private let validation: MelodyShelf
    private let parts: (training: [SongParts], validation: [SongParts])
    private let device: Device

    init(
        _ run: PromptRun, made digest: String, training: MelodyShelf, validation: MelodyShelf, device: Device
    ) throws {
        self.run = run
        self.training = training
        self.validation = validation
        parts = (training.songs.map(SongParts.init), validation.songs.map(SongParts.init))
        self.device = device
        for song in training.songs { try song.entry.symbols.requireTraining() }
        let width = training.rows.first?.clips.first?.count ?? 0
        let moments = FeatureMoments(
            of: training.rows.lazy.flatMap { $0.clips.map { $0[...] } }, width: width)
        let sizes = PromptEncoderSizes(
            clip: width, words: PromptWords.vocabulary.count, hidden: run.hidden, quantizer: run.quantizer)
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        encoder = PromptEncoder(parameters.root, sizes, clips: moments)
        metadata = ["configuration": try jsonText(sizes), "made": digest]
    }

    /// What the corpus knows of a band in one of its clips.
    private static func facts(
        _ row: MelodyShelf.Row, clip: Int, of shelf: MelodyShelf, _ parts: [SongParts]
    ) -> PromptFacts {
        let song = shelf.songs[row.song]
        let sheet = song.entry.symbols.leadSheet
        let beats = sheet.beats
        let tempo = beats.count > 2 ? 60 * Double(beats.count - 1) / (beats[beats.count - 1] - beats[0]) : nil
        let struck = row.players.flatMap { song.notes[$0] ?? [] }.count
        let seconds = Double(song.count) / RenderedSong.sampleRate
        let rate = Double(struck) / max(seconds, 1)
        return PromptFacts(
            style: song.entry.style, players: row.players, tempo: tempo, key: sheet.key,
            density: rate < sparsest ? .sparse : rate > busiest ? .busy : nil, meter: sheet.meter,
            section: parts[row.song].section(at: Double(clip) * ClipFeatures.step + ClipFeatures.seconds / 2))
    }

    /// Where the sections of a song begin.
    private struct SongParts {
        let starts: [(start: Double, kind: Section.Kind)]

        init(_ song: StemSong) { starts = song.entry.symbols.score.form }

        func section(at seconds: Double) -> PromptFacts.Section? {
            starts.last { $0.start <= seconds }.flatMap { PromptFacts.Section(rawValue: $0.kind.rawValue) }
        }
    }

    /// Notes a second under and over which a band is sparse and busy: about a quarter of the corpus each.
    private static let sparsest = 4.0
    private static let busiest = 12.0

    private func words(_ captions: [String]) throws -> (codes: Tensor, present: Tensor) {
        let prompts = captions.map { (try? Prompt($0))?.words ?? [] }
        let length = max(prompts.map(\.count).max() ?? 1, 1)
        let codes = prompts.flatMap { $0 + [Int](repeating: 0, count: length - $0.count) }
        let present = prompts.flatMap { words in (0..<length).map { $0 < words.count ? Float(1) : 0 } }
        return (
            Tensor(codes, shape: [captions.count, length], device: device),
            Tensor(present, shape: [captions.count, length, 1], device: device)
        )
    }

    private func clips(_ clips: [[Float]]) -> Tensor {
        Tensor(clips.flatMap { $0 }, shape: [clips.count, clips[0].count], device: device)
    }

    func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let rows = (0..<run.training.batch).map { _ in
            training.rows[generator.uniform(in: 0..<training.rows.count)]
        }
        let drawn = rows.map { generator.uniform(in: 0..<$0.clips.count) }
        let captions = zip(rows, drawn).map { row, clip in
            let share = generator.uniform(in: run.told[0]..<max(run.told[1], run.told[0] + 1e-6))
            return PromptWords.caption(
                of: Self.facts(row, clip: clip, of: training, parts.training), share: share, using: &generator)
        }
        let heard = encoder.embedded(clips: clips(zip(rows, drawn).map { $0.clips[$1] }))
        let (codes, present) = try words(captions)
        let read = encoder.embedded(words: codes, present: present)
        let closeness = encoder.closeness(clips: heard, texts: read)
        let pairs = Tensor(Array(0..<rows.count), shape: [rows.count], device: device)
        let loss = (closeness.crossEntropy(pairs) + closeness.transposed().crossEntropy(pairs)) / 2
        // codebooks follow both towers: either may lead
        _ = try encoder.quantizer.learn(
            .concatenated([heard, read], dimension: 0).unsqueezed(0).detached(), run.learning, generator: &generator)
        return BatchLoss(
            total: loss, parts: [("contrast", loss)], seconds: Double(rows.count) * ClipFeatures.seconds)
    }

    /// Of fifty captions of validation bands, how often the right clip is the nearest and among the five nearest, as shares
    /// that are missed (less is better), and the codebooks' perplexity.
    func validate() throws -> [(name: String, value: Double)] {
        var generator = SeededGenerator(seed: 7)
        // one band a song: bands of one song share most facts
        let rows = validation.songs.indices.compactMap { index in
            validation.rows.first { $0.song == index && !$0.clips.isEmpty }
        }.prefix(Self.captions)
        let captions = rows.map {
            PromptWords.caption(
                of: Self.facts($0, clip: $0.clips.count / 2, of: validation, parts.validation), share: 1,
                using: &generator)
        }
        let heard = encoder.embedded(clips: clips(rows.map { $0.clips[$0.clips.count / 2] }))
        let (codes, present) = try words(captions)
        let read = encoder.embedded(words: codes, present: present)
        let closeness = try encoder.closeness(clips: heard, texts: read).transposed().floats()
        let count = rows.count
        let ranks = (0..<count).map { text in
            let row = closeness[(text * count)..<((text + 1) * count)]
            let own = closeness[text * count + text]
            return row.count { $0 > own }
        }
        let tokens = try encoder.quantizer.encode(heard).map { try $0.integers() }
        return [
            ("missed at one", Double(ranks.count { $0 >= 1 }) / Double(count)),
            ("missed at five", Double(ranks.count { $0 >= 5 }) / Double(count)),
        ]
            + tokens.enumerated().map {
                (
                    "perplexity \($0.offset + 1)",
                    ResidualVectorQuantizer.perplexity($0.element, of: run.quantizer.codes)
                )
            }
    }

    private static let captions = 50
}
