import Conditions
import Corpus
import FastSAG
import Foundation
import Listener
import Music
import Signal
import Tensors

/// What a run of FastSAG is knowsStems.
public struct FastSAGRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var model: CompactSizes
    /// Mel frames in an example; a multiple of the patch.
    public var frames: Int
    /// Probability of withholding each condition on its own, and all of them.
    public var dropout: [String: Double]
    public var dropAll: Double
    /// ln sigma ~ N(mean, deviation^2)
    public var noiseMean: Double
    public var noiseDeviation: Double
    /// Probability that an example's chords are blurred towards other chords of the song, as an unsure harmoniser's are.
    public var chordDoubt: Double
    /// Probability that a song with stems is heard with some of drums, bass and harmony only, and the model knowsStems who plays.
    public var submixes: Double

    public var problem: String? {
        if frames < 1 || model.patch < 1 || frames % model.patch != 0 {
            return "frames is \(frames), no multiple of model.patch, \(model.patch)"
        }
        if model.patch != PreparedSong.patch { return "model.patch is \(model.patch), not \(PreparedSong.patch)" }
        let known = ConditionLayout.Source.allCases.map { "\($0)" }
        if let name = dropout.keys.sorted().first(where: { !known.contains($0) }) {
            return "dropout.\(name) is no condition; there are \(known.joined(separator: ", "))"
        }
        return nil
    }
}

/// FastSAG on the corpus: conditions from the rendered vocal and the song's lead sheet, target the accompaniment's Mel.
public final class FastSAGTask: TrainingTask {
    public let parameters: ParameterStore
    public let metadata: [String: String]
    private let model: FastSAGModel
    private let run: FastSAGRun
    private let songs: [PreparedSong]
    private let validation: [PreparedSong]
    private let device: Device

    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs;
    ///   `TrainingError.songsTooShort`.
    public init(_ run: FastSAGRun, training: [PreparedSong], validation: [PreparedSong], device: Device) throws {
        for song in training { try song.song.entry.symbols.requireTraining() }
        self.run = run
        songs = training.filter { $0.frameCount > run.frames }
        self.validation = validation.filter { $0.frameCount > run.frames }
        self.device = device
        for (split, list) in [("training", songs), ("validation", self.validation)] where list.isEmpty {
            throw TrainingError.songsTooShort(split: split, needed: "\(run.frames) Mel frames")
        }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        model = FastSAGModel(
            parameters.root, run.model, statistics: Self.statistics(songs, bands: run.model.bands))
        metadata = ["configuration": try jsonText(run.model)]
    }

    /// What is usual in all training songs, with the model's floor: every 16th frame of every song is enough for two
    /// moments.
    private static func statistics(_ songs: [PreparedSong], bands: Int) -> TrainingStatistics {
        func rows(_ width: Int, _ step: Int, _ values: @escaping (PreparedSong) -> [Float]) -> [ArraySlice<Float>] {
            songs.flatMap { song in
                let all = values(song)
                return stride(from: 0, to: all.count / width, by: step).map { all[($0 * width)..<(($0 + 1) * width)] }
            }
        }
        let floor = MelFrontEnd.logFloor
        let mels = rows(bands, 16) { $0.mel }.lazy.map { row in ArraySlice(row.map { max($0, floor) }) }
        let curves = songs.flatMap { song in
            stride(from: 0, to: song.frameCount, by: 16).map { frame -> ArraySlice<Float> in
                [song.curves.density[frame], song.curves.brightness[frame], song.curves.level[frame]]
            }
        }
        let width = ConditionLayout.semanticWidth
        return TrainingStatistics(
            mel: .init(of: mels, width: bands), semantics: .init(of: rows(width, 4) { $0.heard }, width: width),
            curves: .init(of: curves, width: 3))
    }

    private struct Example {
        var features: ConditionFeatures
        var mel: ArraySlice<Float>
        let heard: ArraySlice<Float>
    }

    /// Mean and deviation of density, brightness and level, as the weights that training began with have them.
    private func curves() throws -> [(mean: Float, deviation: Float)] {
        try zip(model.curveMean.floats(), model.curveDeviation.floats()).map { ($0, $1) }
    }

    private func example(_ song: PreparedSong, start: Int, curves: [(mean: Float, deviation: Float)]) -> Example {
        let width = ConditionLayout.semanticWidth
        let range = start..<(start + run.frames)
        let patch = run.model.patch
        return Example(
            features: song.conditions(range) { source, value in
                let (mean, deviation) = curves[source.rawValue - ConditionLayout.Source.density.rawValue]
                return (value - mean) / deviation
            },
            mel: song.mel[(start * run.model.bands)..<(range.upperBound * run.model.bands)],
            heard: song.heard[
                (start / patch * width)..<(range.upperBound / patch * width)
            ])
    }

    private func tensors(_ examples: [Example]) -> (features: Tensor, mel: Tensor, heard: Tensor) {
        func tensor(_ width: Int, _ frames: Int, _ values: (Example) -> some Sequence<Float>) -> Tensor {
            Tensor(examples.flatMap { Array(values($0)) }, shape: [examples.count, frames, width], device: device)
        }
        let mel = tensor(run.model.bands, run.frames) { $0.mel }
        return (
            tensor(ConditionLayout.count, run.frames) { $0.features.values }, model.standardised(mel),
            model.standardised(
                semantics: tensor(ConditionLayout.semanticWidth, run.frames / run.model.patch) { $0.heard })
        )
    }

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let noise = try RandomGenerator(seed: run.training.seed &* 1_000_003 &+ UInt64(step))
        var sigmas: [Double] = []
        let curves = try curves()
        let examples = (0..<run.training.batch).map { _ in
            let song = songs[generator.uniform(in: 0..<songs.count)]
            let places = (song.frameCount - run.frames) / run.model.patch
            let start = generator.uniform(in: 0..<(places + 1)) * run.model.patch
            var example = example(song, start: start, curves: curves)
            sigmas.append(exp(generator.normal(mean: run.noiseMean, standardDeviation: run.noiseDeviation)))
            let knowsStems = withhold(&example, song, &generator)
            if knowsStems, let stems = song.stems, generator.uniform() < run.submixes {
                thinOut(&example, song, stems, start: start, &generator)
            }
            return example
        }
        let (features, mel, heard) = tensors(examples)
        let loss = FastSAGLoss(
            model, features: features, mel: mel, heard: heard, sigmas: sigmas,
            noise: .normal(mel.shape, generator: noise, device: device))
        return BatchLoss(
            total: loss.total,
            parts: [("semantic", loss.semantic), ("prior", loss.prior), ("diffusion", loss.diffusion)],
            seconds: Double(examples.count * run.frames) * ConditionFeatures.hopSeconds)
    }

    /// What an example is knowsStems: conditions withheld at random, chords less sure than they are.
    /// - Returns: whether it is knowsStems anything.
    private func withhold(
        _ example: inout Example, _ song: PreparedSong, _ generator: inout SeededGenerator
    ) -> Bool {
        // an unsure harmoniser gives faint chords, and shares of other ones
        if generator.uniform() < run.chordDoubt { blur(&example.features, song, &generator) }
        if generator.uniform() < run.chordDoubt { example.features.scaleChords(Float(generator.uniform(in: 0.4..<1))) }
        let all = generator.uniform() < run.dropAll
        for source in ConditionLayout.Source.allCases {
            let probability = run.dropout["\(source)"] ?? 0
            if generator.uniform() < probability || all { example.features.drop(source) }
        }
        return !all
    }

    /// Leaves some groups of the band to be played, and tells so; the curves are those of the whole band and go.
    private func thinOut(
        _ example: inout Example, _ song: PreparedSong, _ stems: PreparedStems, start: Int,
        _ generator: inout SeededGenerator
    ) {
        let present = StemGroup.allCases.filter { stems.mels[$0] != nil }
        // some but not all: a number from 1 on whose bits say who stays
        guard present.count > 1 else { return }
        let bits = generator.uniform(in: 1..<((1 << present.count) - 1))
        let kept = Set(present.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element))
        let range = start..<(start + run.frames)
        example.mel = stems.mel(kept, frames: range, bands: run.model.bands)[...]
        for source in [ConditionLayout.Source.families, .density, .brightness, .level] { example.features.drop(source) }
        song.tellFamilies(&example.features, range) { kept.contains(StemGroup($0)) }
    }

    /// Every chord shares its place with one drawn from the song's.
    private func blur(
        _ features: inout ConditionFeatures, _ song: PreparedSong, _ generator: inout SeededGenerator
    ) {
        let chords = song.song.entry.symbols.leadSheet.chords.compactMap(\.chord)
        guard !chords.isEmpty else { return }
        let length = Double(generator.uniform(in: 1..<5)) * 0.5
        let duration = Double(run.frames) * ConditionFeatures.hopSeconds
        for start in stride(from: 0, to: duration, by: length) {
            let chord = chords[generator.uniform(in: 0..<chords.count)]
            features.blendChords(
                [SoftChord(start: start, end: start + length, chord: chord)],
                share: Float(generator.uniform(in: 0..<0.6))
            )
        }
    }

    /// The denoiser's error at four noise levels (their mean first), the prior's and the projection's, all conditions
    /// given.
    public func validate() throws -> [(name: String, value: Double)] {
        let curves = try curves()
        let examples = validation.prefix(16).map { example($0, start: 0, curves: curves) }
        let parts = stride(from: 0, to: examples.count, by: 8).map { Array(examples[$0..<min($0 + 8, examples.count)]) }
        let sigmas = [0.1, 0.25, 1, 4]
        var diffusion = [Double](repeating: 0, count: sigmas.count)
        var (prior, semantic) = (0.0, 0.0)
        for (index, part) in parts.enumerated() {
            let (features, mel, heard) = tensors(part)
            let share = Double(part.count) / Double(examples.count)
            for (level, sigma) in sigmas.enumerated() {
                let noise = try RandomGenerator(seed: UInt64(index))
                let loss = FastSAGLoss(
                    model, features: features, mel: mel, heard: heard,
                    sigmas: Array(repeating: sigma, count: part.count),
                    noise: .normal(mel.shape, generator: noise, device: device))
                diffusion[level] += Double(try loss.diffusion.item()) * share
                guard level == 0 else { continue }
                prior += Double(try loss.prior.item()) * share
                semantic += Double(try loss.semantic.item()) * share
            }
        }
        let levels = zip(sigmas, diffusion).map { (name: "sigma \($0)", value: $1) }
        let mean = diffusion.reduce(0, +) / Double(diffusion.count)
        return [("mean", mean)] + levels + [("prior", prior), ("semantic", semantic)]
    }
}
