import Corpus
import FastSAG
import Foundation
import Signal
import Tensors

/// What a run of FastSAG is told.
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
        let (mean, deviation) = Self.statistics(songs, bands: run.model.bands)
        model = FastSAGModel(parameters.root, run.model, melMean: mean, melDeviation: deviation)
        metadata = ["configuration": try jsonText(run.model)]
    }

    /// Mean and deviation of every band over all training songs, with the model's floor.
    private static func statistics(_ songs: [PreparedSong], bands: Int) -> (mean: [Float], deviation: [Float]) {
        var sum = [Double](repeating: 0, count: bands)
        var squares = sum
        var frames = 0
        for song in songs {
            // every 16th frame of every song is enough for two moments
            for frame in stride(from: 0, to: song.frameCount, by: 16) {
                for band in 0..<bands {
                    let value = max(Double(song.mel[frame * bands + band]), FastSAGModel.floor)
                    sum[band] += value
                    squares[band] += value * value
                }
                frames += 1
            }
        }
        let count = Double(max(frames, 1))
        let mean = sum.map { $0 / count }
        let deviation = zip(squares, mean).map { max($0 / count - $1 * $1, 1e-4).squareRoot() }
        return (mean.map(Float.init), deviation.map(Float.init))
    }

    private struct Example {
        let features: ConditionFeatures
        let mel: ArraySlice<Float>
        let heard: ArraySlice<Float>
    }

    private func example(_ song: PreparedSong, start: Int) -> Example {
        let range = start..<(start + run.frames)
        let patch = run.model.patch
        return Example(
            features: song.conditions(range),
            mel: song.mel[(start * run.model.bands)..<(range.upperBound * run.model.bands)],
            heard: song.heard[
                (start / patch * AccompanimentFeatures.count)..<(range.upperBound / patch * AccompanimentFeatures.count)
            ])
    }

    private func tensors(_ examples: [Example]) -> (features: Tensor, mel: Tensor, heard: Tensor) {
        func tensor(_ width: Int, _ frames: Int, _ values: (Example) -> some Sequence<Float>) -> Tensor {
            Tensor(examples.flatMap { Array(values($0)) }, shape: [examples.count, frames, width], device: device)
        }
        let mel = tensor(run.model.bands, run.frames) { $0.mel }
        return (
            tensor(ConditionLayout.count, run.frames) { $0.features.values }, model.standardised(mel),
            tensor(AccompanimentFeatures.count, run.frames / run.model.patch) { $0.heard }
        )
    }

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let noise = try RandomGenerator(seed: run.training.seed &* 1_000_003 &+ UInt64(step))
        var sigmas: [Double] = []
        let examples = (0..<run.training.batch).map { _ in
            let song = songs[generator.uniform(in: 0..<songs.count)]
            let places = (song.frameCount - run.frames) / run.model.patch
            let plain = example(song, start: generator.uniform(in: 0..<(places + 1)) * run.model.patch)
            sigmas.append(exp(generator.normal(mean: run.noiseMean, standardDeviation: run.noiseDeviation)))
            return Example(features: withheld(plain.features, &generator), mel: plain.mel, heard: plain.heard)
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

    private func withheld(_ features: ConditionFeatures, _ generator: inout SeededGenerator) -> ConditionFeatures {
        var features = features
        let all = generator.uniform() < run.dropAll
        for source in ConditionLayout.Source.allCases {
            let probability = run.dropout["\(source)"] ?? 0
            if generator.uniform() < probability || all { features.drop(source) }
        }
        // an unsure harmoniser gives faint chords
        if generator.uniform() < 0.3 { features.scaleChords(Float(generator.uniform(in: 0.4..<1))) }
        return features
    }

    /// The denoiser's error at four noise levels (their mean first), the prior's and the projection's, all conditions
    /// given.
    public func validate() throws -> [(name: String, value: Double)] {
        let examples = validation.prefix(16).map { example($0, start: 0) }
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
