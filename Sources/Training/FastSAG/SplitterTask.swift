import Codecs
import Conditions
import Corpus
import FastSAG
import Foundation
import Music
import Signal
import Tensors

/// What a run of the splitter is told.
public struct SplitterRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var model: SplitterSizes
    /// Mel frames in an example.
    public var frames: Int
    /// At most so many songs are held in memory.
    public var songs: Int
    /// Magnitudes are compared raised to this power.
    public var exponent: Double
    /// Deviation of each group's gain, dB.
    public var gain: Double
    /// Probability that a group that plays is left out, and that a song has another one's drums.
    public var missing: Double
    public var borrowed: Double
    /// Only of what the network hears, as a take is no render: deviations of the level and of the tilt from the lowest
    /// to the highest band, dB; the share of examples that are blurred; the noise's highest deviation, nepers.
    public var level: Double
    public var tilt: Double
    public var blur: Double
    public var noise: Double

    public var problem: String? {
        if let problem = model.problem { return "model: \(problem)" }
        if songs < 1 { return "songs is \(songs), not 1 or more" }
        return frames < 1 ? "frames is \(frames), not 1 or more" : nil
    }
}

/// The splitter on the drums, bass and harmony of songs, mixed anew for every example.
public final class SplitterTask: TrainingTask {
    public let parameters: ParameterStore
    public let metadata: [String: String]
    private let splitter: StemSplitter
    private let run: SplitterRun
    private let songs: [PreparedStems]
    private let validation: [PreparedStems]
    private let device: Device
    /// Averages neighbours in time and band, (1, 1, 3, 3).
    private let blurring: Tensor

    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs;
    ///   `TrainingError.noStems`, `TrainingError.songsTooShort`; errors of reading.
    public init(_ run: SplitterRun, training: [CorpusSong], validation: [CorpusSong], device: Device) throws {
        for song in training { try song.entry.symbols.requireTraining() }
        self.run = run
        self.device = device
        func stems(_ songs: some Sequence<CorpusSong>) throws -> [PreparedStems] {
            try songs.map { song in
                guard let stems = try PreparedStems(song) else { throw TrainingError.noStems(path: song.folder.path) }
                return stems
            }.filter { $0.frameCount >= run.frames }
        }
        songs = try stems(training.prefix(run.songs))
        self.validation = try stems(validation)
        for (split, list) in [("training", songs), ("validation", self.validation)] where list.isEmpty {
            throw TrainingError.songsTooShort(split: split, needed: "\(run.frames) Mel frames")
        }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        splitter = StemSplitter(
            parameters.root, run.model, mel: Self.statistics(songs, bands: run.model.bands))
        metadata = ["configuration": try jsonText(run.model)]
        let triangle: [Float] = [0.25, 0.5, 0.25]
        blurring = Tensor(
            triangle.flatMap { a in triangle.map { a * $0 } }, shape: [1, 1, 3, 3], device: device)
    }

    /// Of the whole bands' Mels: every 16th frame is enough for two moments.
    private static func statistics(_ songs: [PreparedStems], bands: Int) -> FeatureMoments {
        let rows = songs.lazy.flatMap { song in
            stride(from: 0, to: song.frameCount, by: 16).lazy.map { frame in
                song.mel(Set(StemGroup.allCases), frames: frame..<(frame + 1), bands: bands)
                    .map { max($0, MelFrontEnd.logFloor) }[...]
            }
        }
        return .init(of: rows, width: bands)
    }

    // MARK: Examples

    /// The natural-log Mels of one example's groups, `[(group * frames + frame) * bands + band]`.
    private func mels(_ song: PreparedStems, start: Int, drums: (song: PreparedStems, start: Int)? = nil) -> [Float] {
        StemSplitter.groups.flatMap { group in
            let (source, first) = group == .drums ? drums ?? (song, start) : (song, start)
            return source.mel([group], frames: first..<(first + run.frames), bands: run.model.bands)
        }
    }

    /// Gains in nepers of each group of an example; not all groups are left out.
    private func gains(_ generator: inout SeededGenerator) -> [Float] {
        var gains = StemSplitter.groups.map { _ in
            Float(generator.normal(standardDeviation: run.gain / Self.decibelsPerNeper))
        }
        let kept = generator.uniform(in: 0..<gains.count)
        for index in gains.indices where generator.uniform() < run.missing && index != kept {
            gains[index] = Self.silent
        }
        return gains
    }

    private static let decibelsPerNeper = 20 / log(10.0)
    private static let silent: Float = -20

    /// Magnitudes of the groups, (B, T, groups, bands), and what they make together, (B, T, 1, bands).
    private struct Batch {
        let parts: Tensor
        let mix: Tensor

        /// - Parameters:
        ///   - mels: natural-log Mels, (B, groups, T, bands).
        ///   - gains: nepers, (B, groups, 1, 1).
        init(_ mels: Tensor, gains: Tensor? = nil) {
            let levelled = gains.map { mels + $0 } ?? mels
            parts = levelled.exp().permuted([0, 2, 1, 3])
            mix = (parts.squared().sum([2], keep: true) + Double(MelFrontEnd.powerFloor)).sqrt()
        }

        /// (B, T, bands)
        var logMel: Tensor { mix.log().squeezed(2) }
    }

    private func tensor(_ values: [Float], _ shape: [Int]) -> Tensor { Tensor(values, shape: shape, device: device) }

    private func batch(_ mels: [[Float]], gains: [[Float]]? = nil) -> Batch {
        let groups = StemSplitter.groups.count
        return Batch(
            tensor(mels.flatMap { $0 }, [mels.count, groups, run.frames, run.model.bands]),
            gains: gains.map { tensor($0.flatMap { $0 }, [mels.count, groups, 1, 1]) })
    }

    // MARK: Loss

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        func place() -> (PreparedStems, Int) {
            let song = songs[generator.uniform(in: 0..<songs.count)]
            return (song, generator.uniform(in: 0..<(song.frameCount - run.frames + 1)))
        }
        let examples = (0..<run.training.batch).map { _ in
            let (song, start) = place()
            let drums = generator.uniform() < run.borrowed ? place() : nil
            return mels(song, start: start, drums: drums)
        }
        let batch = batch(examples, gains: examples.map { _ in gains(&generator) })
        let noise = try RandomGenerator(seed: run.training.seed &* 1_000_003 &+ UInt64(step))
        let losses = losses(batch, heard: disguised(batch.logMel, &generator, noise))
        return BatchLoss(
            total: losses.reduce(Tensor(0, device: device), +), parts: named(losses),
            seconds: Double(examples.count * run.frames) * ConditionFeatures.hopSeconds)
    }

    /// A render's Mel (B, T, bands) as a take might have it: of another level and tilt, blurred, with noise.
    private func disguised(_ logMel: Tensor, _ generator: inout SeededGenerator, _ noise: RandomGenerator) -> Tensor {
        let (count, bands) = (logMel.size(0), run.model.bands)
        func drawn(_ value: () -> Double) -> [Float] { (0..<count).map { _ in Float(value()) } }
        func column(_ values: [Float]) -> Tensor { tensor(values, [count, 1, 1]) }
        let level = column(drawn { generator.normal(standardDeviation: run.level / Self.decibelsPerNeper) })
        let tilt = column(drawn { generator.normal(standardDeviation: run.tilt / Self.decibelsPerNeper) })
        let blur = column(drawn { generator.uniform() < run.blur ? generator.uniform() : 0 })
        let deviation = column(drawn { generator.uniform() * run.noise })
        let slope = tensor((0..<bands).map { Float($0) / Float(max(bands - 1, 1)) - 0.5 }, [1, 1, bands])
        // from the floor up, so that the zeros around the edges are silence
        var heard =
            (logMel + level + tilt * slope).clamped(min: Double(MelFrontEnd.logFloor)) - Double(MelFrontEnd.logFloor)
        let blurred = heard.unsqueezed(1).convolution(blurring, padding: 1).convolution(blurring, padding: 1)
        heard = heard + blur * (blurred.squeezed(1) - heard)
        return heard + Double(MelFrontEnd.logFloor) + deviation
            * .normal(logMel.shape, generator: noise, device: device)
    }

    /// Mean distance of each group's compressed magnitudes.
    /// - Parameter heard: natural-log Mel, (B, T, bands).
    private func losses(_ batch: Batch, heard: Tensor) -> [Tensor] {
        func compressed(_ magnitude: Tensor) -> Tensor { (magnitude + Self.faint).power(run.exponent) }
        let made = compressed(splitter(heard) * batch.mix)
        let distances = (made - compressed(batch.parts)).abs().mean([0, 1, 3])
        return StemSplitter.groups.indices.map { distances.narrowed(0, from: $0, length: 1).sum() }
    }

    /// What is fainter is silence.
    private static let faint = 1e-3

    private func named(_ losses: [Tensor]) -> [(name: String, value: Tensor)] {
        zip(StemSplitter.groups, losses).map { ($0.rawValue, $1) }
    }

    /// The sum of the groups' distances, and each, in the middle of every validation song.
    public func validate() throws -> [(name: String, value: Double)] {
        var sums = [Double](repeating: 0, count: StemSplitter.groups.count)
        for song in validation {
            let batch = batch([mels(song, start: (song.frameCount - run.frames) / 2)])
            for (index, loss) in losses(batch, heard: batch.logMel).enumerated() {
                sums[index] += Double(try loss.item()) / Double(validation.count)
            }
        }
        return [("sum", sums.reduce(0, +))] + zip(StemSplitter.groups, sums).map { ($0.rawValue, $1) }
    }
}
