import AudioFiles
import Codecs
import Corpus
import Foundation
import Signal
import Tensors

/// What a run of the vocoder is told.
public struct VocoderRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var model: VocosConfiguration
    /// Samples in an example; a multiple of the hop.
    public var samples: Int
    /// At most so many songs are held in memory.
    public var songs: Int
    public var melWeight: Double
    public var convergenceWeight: Double
    public var magnitudeWeight: Double
    /// Deviation of the noise on some Mels, as those of a denoiser are never clean.
    public var melNoise: Double
    /// Lengths of the spectral losses' windows, samples; nil: `SpectralLoss.defaultWindows`.
    public var windows: [Int]?
    /// Of the distances of magnitudes and phase gradients, for a model with those heads; nil is 0.
    public var gradientWeight: Double?
    /// Adversarial training; nil is without.
    public var discriminators: DiscriminatorConfiguration?

    public var problem: String? {
        if samples < 1 || model.hop < 1 || samples % model.hop != 0 {
            return "samples is \(samples), no multiple of model.hop, \(model.hop)"
        }
        if let windows, windows.isEmpty || windows.contains(where: { $0 < 4 || $0 > samples }) {
            return "windows is \(windows), not lengths from 4 to samples, \(samples)"
        }
        if let problem = discriminators?.problem(samples: samples) { return problem }
        return songs < 1 ? "songs is \(songs), not 1 or more" : nil
    }
}

/// The vocoder on rendered accompaniments, vocals and their mixes at varied levels.
public final class VocoderTask: TrainingTask {
    public let parameters: ParameterStore
    public let opponent: ParameterStore?
    public let metadata: [String: String]
    private let vocoder: Vocos
    private let discriminators: Discriminators?
    private let spectralLoss: SpectralLoss
    private let gradientLoss: PhaseGradientLoss
    private let frontEnd = MelFrontEnd()
    private let run: VocoderRun
    private let training: [(vocal: [Float], accompaniment: [Float])]
    private let validation: [[Float]]
    private let device: Device

    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs;
    ///   `TrainingError.songsTooShort`; errors of reading.
    public init(_ run: VocoderRun, training: [CorpusSong], validation: [CorpusSong], device: Device) throws {
        for song in training { try song.entry.symbols.requireTraining() }
        self.run = run
        self.device = device
        func samples(_ url: URL) throws -> [Float] { try AudioReader.read(url, resampledTo: 24_000, mono: true).mono() }
        self.training = try training.prefix(run.songs).map {
            (vocal: try samples($0.vocal), accompaniment: try samples($0.accompaniment))
        }.filter { min($0.vocal.count, $0.accompaniment.count) > run.samples }
        let length = run.samples * 4
        self.validation = try validation.prefix(16).map {
            Array(try samples($0.accompaniment).dropFirst(24_000).prefix(length))
        }
        .filter { $0.count == length }
        guard !self.training.isEmpty else {
            throw TrainingError.songsTooShort(split: "training", needed: "\(run.samples) samples")
        }
        guard !self.validation.isEmpty else {
            throw TrainingError.songsTooShort(split: "validation", needed: "\(length) samples after the first second")
        }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        vocoder = Vocos(parameters.root, run.model)
        spectralLoss = SpectralLoss(device: device, windows: run.windows ?? SpectralLoss.defaultWindows)
        gradientLoss = PhaseGradientLoss(run.model, device: device)
        if let configuration = run.discriminators {
            // another seed, so that they don't begin with the model's numbers
            let store = try ParameterStore(seed: run.training.seed &+ 1, device: device)
            opponent = store
            discriminators = Discriminators(store.root, configuration)
        } else {
            opponent = nil
            discriminators = nil
        }
        metadata = ["configuration": try jsonText(run.model)]
    }

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let examples = (0..<run.training.batch).map { _ in
            let song = training[generator.uniform(in: 0..<training.count)]
            let length = min(song.vocal.count, song.accompaniment.count)
            let start = generator.uniform(in: 0..<(length - run.samples))
            let gain = Float(pow(10, generator.uniform(in: -0.9..<0.1)))
            let kind = generator.uniform()
            let voice: Float = kind < 0.15 ? 1 : kind < 0.3 ? 0.7 : 0
            let band: Float = kind < 0.15 ? 0 : 1
            return (start..<(start + run.samples)).map {
                gain * (band * song.accompaniment[$0] + voice * song.vocal[$0])
            }
        }
        let noisy = generator.uniform() < 0.4
        let mel = examples.flatMap { example in
            frontEnd.logMel(example).values.map {
                noisy ? $0 + Float(generator.normal(standardDeviation: run.melNoise)) : $0
            }
        }
        let frames = run.samples / run.model.hop
        let input = Tensor(mel, shape: [examples.count, frames, run.model.bands], device: device)
        let wanted = Tensor(examples.flatMap { $0 }, shape: [examples.count, run.samples], device: device)
        let features = vocoder.features(input)
        let made = vocoder.samples(features)
        let loss = spectralLoss(made, wanted)
        var total =
            loss.mel * run.melWeight + loss.convergence * run.convergenceWeight + loss.magnitude * run.magnitudeWeight
        var parts = [("mel", loss.mel), ("convergence", loss.convergence), ("magnitude", loss.magnitude)]
        if let gradients = vocoder.phaseGradients(features) {
            let (magnitude, advance, delay) = gradientLoss(gradients, wanted)
            total = total + (magnitude + advance + delay) * (run.gradientWeight ?? 0)
            parts += [("bins", magnitude), ("advance", advance), ("delay", delay)]
        }
        return BatchLoss(
            total: total, parts: parts,
            seconds: Double(examples.count * run.samples) / frontEnd.sampleRate, opponent: opponentLoss(made, wanted))
    }

    /// What the discriminators learn from made and real samples (B, N), and how they then judge the made ones.
    private func opponentLoss(_ made: Tensor, _ wanted: Tensor) -> OpponentLoss? {
        guard let discriminators, let weights = run.discriminators else { return nil }
        let total = AdversarialLoss.discriminators(real: discriminators(wanted), made: discriminators(made.detached()))
        return OpponentLoss(total: total) {
            let judged = discriminators(made)
            let adversarial = AdversarialLoss.model(made: judged)
            let features = AdversarialLoss.features(real: discriminators(wanted), made: judged)
            return (
                adversarial * weights.weight + features * weights.featureWeight,
                [("adversarial", adversarial), ("features", features)]
            )
        }
    }

    /// Log-Mel L1, spectral convergence, log-magnitude L1 and, with that head, the distances of the phase gradients, on
    /// accompaniments of validation songs.
    public func validate() throws -> [(name: String, value: Double)] {
        var figures: [(name: String, value: Double)] = []
        for samples in validation {
            let mel = frontEnd.logMel(samples)
            let features = vocoder.features(Tensor(mel.values, shape: [1, mel.frames, mel.bands], device: device))
            let wanted = Tensor(samples, shape: [1, samples.count], device: device)
            let loss = spectralLoss(vocoder.samples(features), wanted)
            var parts = [("mel", loss.mel), ("convergence", loss.convergence), ("magnitude", loss.magnitude)]
            if let gradients = vocoder.phaseGradients(features) {
                let (magnitude, advance, delay) = gradientLoss(gradients, wanted)
                parts += [("bins", magnitude), ("advance", advance), ("delay", delay)]
            }
            if figures.isEmpty { figures = parts.map { ($0.0, 0) } }
            for (index, part) in parts.enumerated() {
                figures[index].value += Double(try part.1.item()) / Double(validation.count)
            }
        }
        return figures
    }
}
