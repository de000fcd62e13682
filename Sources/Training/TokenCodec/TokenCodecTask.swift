import Codecs
import Corpus
import Foundation
import Music
import Networks
import Signal
import StemGen
import Tensors

/// The token codec on single stems, vocals, submixes and whole mixes at varied levels.
public final class TokenCodecTask: TrainingTask {
    public let parameters: ParameterStore
    public let opponent: ParameterStore?
    public let metadata: [String: String]
    private let codec: TokenCodec
    private let discriminator: PatchDiscriminator?
    private let run: TokenCodecRun
    private let songs: [StemSong]
    private let validation: [(kind: String, mel: Spectrogram)]
    private let frontEnd = MelFrontEnd()
    private let device: Device

    private var samples: Int { run.frames * frontEnd.hop }

    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs;
    ///   `TrainingError.songsTooShort`.
    public init(_ run: TokenCodecRun, training: [StemSong], validation: [StemSong], device: Device) throws {
        for song in training { try song.entry.symbols.requireTraining() }
        let samples = run.frames * MelFrontEnd().hop
        self.run = run
        self.device = device
        let songs = training.filter { $0.count > samples }
        self.songs = songs
        let measured = validation.filter { $0.count > samples }
        for (split, list) in [("training", songs), ("validation", measured)] where list.isEmpty {
            throw TrainingError.songsTooShort(split: split, needed: "\(run.frames) Mel frames")
        }
        self.validation = Self.measured(measured, samples: samples)
        // of examples as training has them, from a stream that no step has
        var generator = SeededGenerator(seed: run.training.seed, stream: .max)
        let places = (0..<Self.statisticsExamples).map { _ in
            CodecExample(
                drawnFrom: songs, samples: samples, level: run.level, players: Self.players(run), &generator)
        }
        let rows = Self.mels(places.map(\.samples)).flatMap { mel in
            stride(from: 0, to: mel.frames, by: 8).map { frame in
                ArraySlice(
                    mel.values[(frame * mel.bands)..<((frame + 1) * mel.bands)].map { max($0, MelFrontEnd.logFloor) })
            }
        }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        var sizes = run.model
        if run.voicing != nil { (sizes.conditions, sizes.pitches) = (StemVoicing.count, StemVoicing.pitches) }
        codec = TokenCodec(parameters.root, sizes, mel: FeatureMoments(of: rows, width: run.model.bands))
        if let patches = run.patches {
            // another seed, so that it doesn't begin with the model's numbers
            let store = try ParameterStore(seed: run.training.seed &+ 1, device: device)
            opponent = store
            discriminator = PatchDiscriminator(store.root, channels: patches.channels)
        } else {
            opponent = nil
            discriminator = nil
        }
        metadata = ["configuration": try jsonText(sizes)]
    }

    private static let statisticsExamples = 384

    // MARK: Examples

    /// Share of the examples that are single players.
    private static func players(_ run: TokenCodecRun) -> Double { run.voicing?.players ?? 0.6 }

    private static func mels(_ examples: [[Float]]) -> [Spectrogram] {
        let frontEnd = MelFrontEnd()
        return sideBySide(examples.count) { frontEnd.logMel(examples[$0]) }
    }

    private func tensor(_ mels: [Spectrogram]) -> Tensor {
        Tensor(mels.flatMap(\.values), shape: [mels.count, run.frames, run.model.bands], device: device)
    }

    /// Of every player of every validation song, and of the whole, the stretch that sounds most.
    private static func measured(_ songs: [StemSong], samples: Int) -> [(kind: String, mel: Spectrogram)] {
        var pieces: [(kind: String, samples: [Float])] = []
        for song in songs {
            let tracks =
                [("vocal", song.vocal)]
                + song.families.compactMap { family in
                    song.parts[family].map { (family.rawValue, $0) }
                }
            for (kind, track) in tracks {
                let starts = stride(from: 0, through: song.count - samples, by: samples)
                let stretches = starts.map { track.stretch($0..<($0 + samples)) }.filter { !StemLevel.isSilent($0) }
                if let middle = stretches.dropFirst(stretches.count / 2).first { pieces.append((kind, middle)) }
            }
            let start = (song.count - samples) / 2
            var mix = [Float](repeating: 0, count: samples)
            for (_, track) in tracks {
                for (index, value) in track.stretch(start..<(start + samples)).enumerated() {
                    mix[index] += 0.5 * value
                }
            }
            pieces.append(("mix", mix))
        }
        return zip(pieces.map(\.kind), mels(pieces.map(\.samples))).map { ($0, $1) }
    }

    // MARK: Loss

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let examples = (0..<run.training.batch).map { _ in
            CodecExample(
                drawnFrom: songs, samples: samples, level: run.level, players: Self.players(run), &generator)
        }
        let levels = (0..<run.training.batch).map { _ in
            generator.uniform() < run.dropout
                ? generator.uniform(in: 1..<(run.model.quantizer.levels + 1)) : run.model.quantizer.levels
        }
        let mel = codec.standardised(tensor(Self.mels(examples.map(\.samples))))
        let isFrozen = run.decoderOnly == true
        let latents = Engine.withGradients(!isFrozen) { codec.latents(mel) }
        // what is quantised with the codebooks of before the step trains; then they follow
        var codes = codec.quantizer.encode(latents)
        let voicing = run.voicing.map { recipe -> CodecVoicing in
            codes = CodecVoicing.noisy(codes, recipe, &generator)
            return CodecVoicing(examples, recipe, frames: run.frames, device: device, &generator)
        }
        let quantised = quantised(codes, levels: levels)
        let restarts = try isFrozen ? [0] : codec.quantizer.learn(latents, run.learning, generator: &generator)
        // straight through: the gradient at the decoder's input is the encoder's
        let (made, odds) = codec.decoded(
            isFrozen ? quantised : latents + (quantised - latents).detached(), conditions: voicing?.conditions)
        let distance = (made - mel).abs().mean()
        let squares = made.meanSquaredError(mel)
        let spectral = (Self.compressed(codec.logMel(made)) - Self.compressed(codec.logMel(mel))).abs().mean()
        let commitment = latents.meanSquaredError(quantised.detached())
        var total =
            distance + squares * run.squareWeight + spectral * run.spectralWeight + commitment * run.commitmentWeight
        var parts = [
            ("L1", distance), ("MSE", squares), ("spectral", spectral), ("commitment", commitment),
            ("restarts", Tensor(Float(restarts.reduce(0, +)))),
        ]
        if let voicing, let odds, let weight = run.voicing?.pitchWeight {
            let pitches = voicing.pitchLoss(odds)
            total = total + pitches * weight
            parts.append(("pitches", pitches))
        }
        return BatchLoss(
            total: total, parts: parts,
            seconds: Double(examples.count * samples) / frontEnd.sampleRate, opponent: opponentLoss(made, mel))
    }

    /// The sum of each example's first levels, (B, T, D).
    private func quantised(_ codes: [Tensor], levels: [Int]) -> Tensor {
        let vectors = codes.enumerated().map { level, codes in
            let isUsed = Tensor(levels.map { $0 > level ? 1 : 0 }, shape: [levels.count, 1, 1], device: device)
            return codec.quantizer.vectors(codes, level: level) * isUsed
        }
        return vectors.dropFirst().reduce(vectors[0], +)
    }

    /// Magnitudes raised to a power at which the loud counts more, but not alone.
    private static func compressed(_ logMel: Tensor) -> Tensor { (logMel * 0.3).exp() }

    private func opponentLoss(_ made: Tensor, _ wanted: Tensor) -> OpponentLoss? {
        guard let discriminator, let weights = run.patches else { return nil }
        let total = AdversarialLoss.discriminators(
            real: [discriminator(wanted)], made: [discriminator(made.detached())])
        return OpponentLoss(total: total) {
            let judged = [discriminator(made)]
            let adversarial = AdversarialLoss.model(made: judged)
            let features = AdversarialLoss.features(real: [discriminator(wanted)], made: judged)
            return (
                adversarial * weights.weight + features * weights.featureWeight,
                [("adversarial", adversarial), ("features", features)]
            )
        }
    }

    // MARK: Validation

    /// Mean distance of the natural-log Mel, the same without quantising and by player, and each codebook's perplexity on
    /// frames that sound.
    public func validate() throws -> [(name: String, value: Double)] {
        var distances: [String: [Double]] = [:]
        var unquantised: [Double] = []
        var used = [[Int]](repeating: [], count: run.model.quantizer.levels)
        for part in stride(from: 0, to: validation.count, by: run.training.batch) {
            let pieces = validation[part..<min(part + run.training.batch, validation.count)]
            let mel = codec.standardised(tensor(pieces.map(\.mel)))
            let latents = codec.latents(mel)
            let codes = codec.quantizer.encode(latents)
            let wanted = codec.logMel(mel)
            func distance(_ latents: Tensor) throws -> [Float] {
                try (codec.logMel(codec.decoded(latents).mel) - wanted).abs().mean([1, 2]).floats()
            }
            unquantised += try distance(latents).map(Double.init)
            for (piece, value) in zip(pieces, try distance(codec.quantizer.decode(codes))) {
                distances[piece.kind, default: []].append(Double(value))
            }
            // the loudest band of two frames tells whether they sound
            let loudest = try wanted.reshaped([pieces.count, run.frames / TokenCodec.stride, -1]).maximum([2]).floats()
            for (level, codes) in codes.enumerated() {
                used[level] += zip(try codes.integers(), loudest).filter { $1 > Self.faint }.map(\.0)
            }
        }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
        return [("L1", mean(distances.values.flatMap { $0 })), ("unquantised", mean(unquantised))]
            + distances.keys.sorted().map { ($0, mean(distances[$0] ?? [])) }
            + used.enumerated().map {
                (
                    "perplexity \($0.offset + 1)",
                    ResidualVectorQuantizer.perplexity($0.element, of: run.model.quantizer.codes)
                )
            }
    }

    /// Natural log of a Mel magnitude under which nothing is heard.
    private static let faint: Float = -7
}
