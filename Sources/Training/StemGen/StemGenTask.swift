import Codecs
import Conditions
import Corpus
import Foundation
import Music
import Networks
import Signal
import StemGen
import Tensors

/// The compact StemGen on stems of the corpus: masked tokens of one player from visible ones, from the others' mix and from
/// the song's own lead sheet (Parker et al. 2024, section 2.3), with the distances of its expected latents beside.
public final class StemGenTask: TrainingTask {
    public let parameters: ParameterStore
    public let metadata: [String: String]
    private let model: CompactStemGen
    private let codec: TokenCodec
    private let run: StemGenRun
    private let songs: [StemSong]
    private let validation: [StemExample]
    private let frontEnd = MelFrontEnd()
    private let device: Device

    private var samples: Int { Self.samples(run) }

    private static func samples(_ run: StemGenRun) -> Int {
        run.tokens * TokenCodec.stride * MelFrontEnd().hop
    }

    /// - Parameter codec: frozen; its tokens' digest goes into the weights.
    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs;
    ///   `TrainingError.songsTooShort`.
    public init(
        _ run: StemGenRun, codec checkpoint: Checkpoint, training: [StemSong], validation: [StemSong], device: Device
    ) throws {
        for song in training { try song.entry.symbols.requireTraining() }
        let samples = Self.samples(run)
        self.run = run
        self.device = device
        let codec = try TokenCodec(checkpoint, device: device)
        self.codec = codec
        // who plays alone has nobody to listen to but the singer: enough
        let songs = training.filter { $0.count > samples && !$0.families.isEmpty }
        self.songs = songs
        let measured = validation.filter { $0.count > samples && !$0.families.isEmpty }
        for (split, list) in [("training", songs), ("validation", measured)] where list.isEmpty {
            throw TrainingError.songsTooShort(split: split, needed: "\(run.tokens) tokens")
        }
        self.validation = Self.measured(measured, samples: samples)
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        model = CompactStemGen(
            parameters.root, run.model, quantizer: codec.quantizer,
            statistics: try Self.statistics(songs, run, codec: codec, device: device))
        metadata = ["configuration": try jsonText(run.model), "codec": try TokenCodec.tokenDigest(of: checkpoint)]
    }

    // MARK: Examples

    private static func mels(_ drafts: [StemExample.Draft], songs: [StemSong], samples: Int) -> [StemExample] {
        let frontEnd = MelFrontEnd()
        return sideBySide(drafts.count) {
            StemExample(drafts[$0], songs: songs, samples: samples, frontEnd: frontEnd)
        }
    }

    private static func variety(_ run: StemGenRun) -> StemExample.Variety {
        StemExample.Variety(
            vocalAlone: run.vocalAlone, microphone: run.microphone, level: run.level, tilt: run.tilt,
            chordDoubt: run.chordDoubt)
    }

    /// The codec's latents of training stems, from a stream that no step has.
    private static func statistics(
        _ songs: [StemSong], _ run: StemGenRun, codec: TokenCodec, device: Device
    ) throws -> LatentStatistics {
        var generator = SeededGenerator(seed: run.training.seed, stream: .max)
        let samples = samples(run)
        let drafts = (0..<statisticsExamples).map { _ in
            StemExample.draft(songs, samples: samples, variety: .init(), &generator)
        }
        return try Engine.withGradients(false) {
            let latents = stride(from: 0, to: drafts.count, by: 16).map { start in
                let part = mels(Array(drafts[start..<min(start + 16, drafts.count)]), songs: songs, samples: samples)
                let mel = Tensor(
                    part.flatMap(\.target), shape: [part.count, run.tokens * TokenCodec.stride, codec.sizes.bands],
                    device: device)
                return codec.latents(codec.standardised(mel))
            }
            var residual = Tensor.concatenated(latents, dimension: 0)
            let width = codec.sizes.quantizer.width
            let values = try residual.floats()
            let rows = stride(from: 0, to: values.count, by: width).lazy.map { values[$0..<($0 + width)] }
            let levels = try (0..<codec.sizes.quantizer.levels).map { level in
                let scale = try residual.squared().mean().sqrt().item()
                let codes = codec.quantizer.nearest(residual, level: level)
                residual = residual - codec.quantizer.vectors(codes, level: level)
                return max(scale, 1e-6)
            }
            return LatentStatistics(latent: FeatureMoments(of: rows, width: width), levels: levels)
        }
    }

    private static let statisticsExamples = 256

    /// Every player of every validation song who plays in its middle, joined to some of the others.
    private static func measured(_ songs: [StemSong], samples: Int) -> [StemExample] {
        var generator = SeededGenerator(seed: 0)
        // players of one song lie far apart, so that a neighbour is another song
        let drafts = (0..<InstrumentFamily.allCases.count).flatMap { turn in
            songs.indices.compactMap { index -> StemExample.Draft? in
                let start = (songs[index].count - samples) / 2
                let families = songs[index].families.filter { family in
                    songs[index].parts[family].map { !StemLevel.isSilent($0.stretch(start..<(start + samples))) }
                        ?? false
                }
                guard families.indices.contains(turn) else { return nil }
                return StemExample.draft(
                    songs, samples: samples, variety: .init(), place: (index, start), family: families[turn],
                    &generator)
            }
        }
        return mels(Array(drafts.prefix(validationExamples)), songs: songs, samples: samples)
    }

    private static let validationExamples = 64

    /// A batch as the model takes it.
    private struct Batch {
        var input: StemInput
        /// The target's latents as the model works on them, (B, T, D), and codes of every level, (B, T).
        let latents: Tensor
        let codes: [Tensor]
    }

    private func batch(_ examples: [StemExample], given: [Set<StemSource>]) -> Batch {
        Engine.withGradients(false) {
            func latents(_ values: [[Float]]) -> Tensor {
                codec.latents(
                    codec.standardised(
                        Tensor(
                            values.flatMap { $0 },
                            shape: [examples.count, run.tokens * TokenCodec.stride, codec.sizes.bands], device: device))
                )
            }
            let target = latents(examples.map(\.target))
            let sheet = Tensor(
                examples.flatMap(\.sheet), shape: [examples.count, run.tokens, TokenSheet.count], device: device)
            return Batch(
                input: StemInput(
                    context: latents(examples.map(\.context)), sheet: sheet, instruments: examples.map(\.family),
                    given: given),
                latents: model.standardised(target), codes: codec.quantizer.encode(target))
        }
    }

    // MARK: Loss

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let count = run.training.batch
        let drafts = (0..<count).map { _ in
            StemExample.draft(songs, samples: samples, variety: Self.variety(run), &generator)
        }
        let given = (0..<count).map { _ in sources(&generator) }
        // in order, so that the examples of one level lie together
        let levels = (0..<count).map { _ in level(&generator) }.sorted()
        let masks = levels.map { _ in mask(&generator) }
        let batch = batch(Self.mels(drafts, songs: songs, samples: samples), given: given)
        let losses = losses(batch, levels: levels, masks: masks)
        var parts = [("prior", losses.prior), ("latent", losses.latent)]
        for (level, loss) in losses.entropies.sorted(by: { $0.key < $1.key }) {
            parts.append(("level \(level + 1)", loss))
        }
        // a level counts as often as it was drawn
        let entropy = losses.entropies.sorted { $0.key < $1.key }.map { level, loss in
            loss * (Double(levels.filter { $0 == level }.count) / Double(count))
        }.reduce(Tensor(0, device: device), +)
        return BatchLoss(
            total: entropy + losses.prior * run.priorWeight + losses.latent * run.latentWeight, parts: parts,
            seconds: Double(count * samples) / frontEnd.sampleRate)
    }

    /// What an example is told.
    private func sources(_ generator: inout SeededGenerator) -> Set<StemSource> {
        let all = StemSource.allCases
        let isAlone = generator.uniform() < run.alone
        let only = all[generator.uniform(in: 0..<all.count)]
        let kept = all.filter { generator.uniform() >= run.dropout["\($0)"] ?? 0 }
        return isAlone ? [only] : Set(kept)
    }

    private func level(_ generator: inout SeededGenerator) -> Int {
        var place = generator.uniform() * run.levelShares.reduce(0, +)
        for (level, share) in run.levelShares.enumerated() {
            place -= share
            if place < 0 { return level }
        }
        return run.levelShares.count - 1
    }

    /// Which tokens are masked: a share cos u of them, u uniform in [0, pi / 2], at least one.
    private func mask(_ generator: inout SeededGenerator) -> [Bool] {
        Self.mask(tokens: run.tokens, share: cos(generator.uniform() * .pi / 2), &generator)
    }

    /// So many of the tokens, at random.
    package static func mask(tokens: Int, share: Double, _ generator: inout SeededGenerator) -> [Bool] {
        let count = min(max(Int((share * Double(tokens)).rounded()), 1), tokens)
        let places = Set((0..<tokens).shuffled(using: &generator).prefix(count))
        return (0..<tokens).map(places.contains)
    }

    private struct Losses {
        var prior: Tensor
        var latent: Tensor
        /// Cross entropy on the masked tokens, of the levels that are there.
        var entropies: [Int: Tensor]
    }

    /// - Parameters:
    ///   - levels: of each example, in order.
    ///   - masks: of each example: which of the level's tokens are masked. Finer levels are masked wholly, coarser not at all.
    private func losses(_ batch: Batch, levels: [Int], masks: [[Bool]]) -> Losses {
        let (count, tokens) = (levels.count, run.tokens)
        let visible = (0..<run.model.quantizer.levels).map { level in
            let flags = zip(levels, masks).flatMap { drawn, mask in
                mask.map { isMasked -> Float in level < drawn || (level == drawn && !isMasked) ? 1 : 0 }
            }
            return Tensor(flags, shape: [count, tokens, 1], device: device)
        }
        let context = model.context(batch.input)
        let output = model.output(target: batch.codes, visible: visible, context: context)
        var entropies: [Int: Tensor] = [:]
        for level in Set(levels) {
            let (first, length) = (levels.firstIndex(of: level) ?? 0, levels.filter { $0 == level }.count)
            func part(_ x: Tensor) -> Tensor { x.narrowed(0, from: first, length: length) }
            let logits = model.logits(
                level: level, target: batch.codes.map(part),
                output.narrowed(from: first, length: length))
            let hidden = Tensor(
                masks[first..<(first + length)].flatMap { $0.map { $0 ? Float(1) : 0 } }, shape: [length, tokens],
                device: device)
            // what isn't masked is left out of the mean
            let targets = part(batch.codes[level]).replaced(
                by: Tensor([-1], shape: [1, 1], device: device), where: (1 - hidden).isGreater(than: 0.5))
            entropies[level] = logits.crossEntropy(targets)
        }
        return Losses(
            prior: context.mu.meanSquaredError(batch.latents), latent: output.latents.meanSquaredError(batch.latents),
            entropies: entropies)
    }

    // MARK: Validation

    /// Whether it listens: the cross entropy of the first level, 95 of 100 tokens masked, with everything given (this
    /// judges), with another song's mix, without a mix, without sheet and with neither; then the finer levels', and the
    /// distances of the prior's latents with everything, another song's mix and nothing but the instrument.
    public func validate() throws -> [(name: String, value: Double)] {
        let all = Set(StemSource.allCases)
        let sheet: Set<StemSource> = [.beats, .chords, .style]
        struct View {
            let name: String
            let given: Set<StemSource>
            var isOther = false
            var level = 0
            var prior: String?
        }
        let views =
            [
                View(name: "all", given: all, prior: "prior"),
                View(name: "other mix", given: all, isOther: true, prior: "prior other mix"),
                View(name: "no mix", given: all.subtracting([.mix])),
                View(name: "no sheet", given: all.subtracting(sheet)),
                View(name: "other mix, no sheet", given: all.subtracting(sheet), isOther: true),
                View(name: "neither", given: [.instrument], prior: "prior neither"),
            ]
            + (1..<run.model.quantizer.levels).map { View(name: "level \($0 + 1)", given: all, level: $0) }
        var entropies = [Double](repeating: 0, count: views.count)
        var priors = entropies
        for start in stride(from: 0, to: validation.count, by: run.training.batch) {
            let examples = Array(validation[start..<min(start + run.training.batch, validation.count)])
            let share = Double(examples.count) / Double(validation.count)
            var generator = SeededGenerator(seed: 1, stream: UInt64(start))
            let masks = examples.map { _ in Self.mask(tokens: run.tokens, share: 0.95, &generator) }
            let batch = batch(examples, given: examples.map { _ in all })
            // the mix of the example before
            let order = [examples.count - 1] + Array(0..<(examples.count - 1))
            let other = batch.input.context.selecting(Tensor(order, shape: [order.count], device: device), dimension: 0)
            for (index, view) in views.enumerated() {
                var seen = batch
                seen.input = batch.input.branches([view.given])
                if view.isOther { seen.input.context = other }
                let losses = losses(
                    seen, levels: examples.map { _ in view.level }, masks: masks)
                entropies[index] += Double(try losses.entropies[view.level]?.item() ?? 0) * share
                priors[index] += Double(try losses.prior.item()) * share
            }
        }
        return zip(views, entropies).map { ($0.name, $1) }
            + zip(views, priors).compactMap { view, value in view.prior.map { ($0, value) } }
    }
}
