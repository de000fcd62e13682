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
    public var opponent: ParameterStore? { patches?.parameters }
    public let metadata: [String: String]
    private let codec: TokenCodec
    private let patches: MelPatches?
    private let run: TokenCodecRun
    private let material: CodecMaterial

    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs;
    ///   `TrainingError.songsTooShort`.
    public init(_ run: TokenCodecRun, training: [StemSong], validation: [StemSong], device: Device) throws {
        self.run = run
        let material = try CodecMaterial(
            training: training, validation: validation, frames: run.frames, level: run.level,
            shares: CodecExample.Shares(players: run.voicing?.players ?? Self.players), device: device)
        self.material = material
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        var sizes = run.model
        if run.voicing != nil { (sizes.conditions, sizes.pitches) = (StemVoicing.count, StemVoicing.pitches) }
        codec = TokenCodec(parameters.root, sizes, mel: material.moments(seed: run.training.seed))
        patches = try run.patches.map { try MelPatches($0, seed: run.training.seed, device: device) }
        metadata = ["configuration": try jsonText(sizes)]
    }

    /// Share of the examples that are single players.
    private static let players = 0.6

    // MARK: Loss

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let examples = material.examples(run.training.batch, &generator)
        let levels = (0..<run.training.batch).map { _ in
            generator.uniform() < run.dropout
                ? generator.uniform(in: 1..<(run.model.quantizer.levels + 1)) : run.model.quantizer.levels
        }
        let mel = codec.standardised(material.mel(examples))
        let isFrozen = run.decoderOnly == true
        let latents = Engine.withGradients(!isFrozen) { codec.latents(mel) }
        // what is quantised with the codebooks of before the step trains; then they follow
        var codes = codec.quantizer.encode(latents)
        let voicing = run.voicing.map { recipe -> CodecVoicing in
            codes = CodecVoicing.noisy(codes, recipe, &generator)
            return CodecVoicing(examples, recipe, frames: run.frames, device: material.device, &generator)
        }
        let quantised = quantised(codes, levels: levels)
        let restarts = try isFrozen ? [0] : codec.quantizer.learn(latents, run.learning, generator: &generator)
        // straight through: the gradient at the decoder's input is the encoder's
        let (made, odds) = codec.decoded(
            isFrozen ? quantised : latents + (quantised - latents).detached(), conditions: voicing?.conditions)
        let distance = MelDistance(made, mel, logMel: codec.logMel)
        let commitment = latents.meanSquaredError(quantised.detached())
        var total =
            distance.total(squareWeight: run.squareWeight, spectralWeight: run.spectralWeight)
            + commitment * run.commitmentWeight
        var parts =
            distance.parts
            + [("commitment", commitment), ("restarts", Tensor(Float(restarts.reduce(0, +))))]
        if let voicing, let odds, let weight = run.voicing?.pitchWeight {
            let pitches = voicing.pitches.loss(odds)
            total = total + pitches * weight
            parts.append(("pitches", pitches))
        }
        return BatchLoss(
            total: total, parts: parts, seconds: material.seconds(examples.count),
            opponent: patches?.loss(made: made, wanted: mel))
    }

    /// The sum of each example's first levels, (B, T, D).
    private func quantised(_ codes: [Tensor], levels: [Int]) -> Tensor {
        let vectors = codes.enumerated().map { level, codes in
            let isUsed = Tensor(
                levels.map { $0 > level ? 1 : 0 }, shape: [levels.count, 1, 1], device: material.device)
            return codec.quantizer.vectors(codes, level: level) * isUsed
        }
        return vectors.dropFirst().reduce(vectors[0], +)
    }

    // MARK: Validation

    /// Mean distance of the natural-log Mel, the same without quantising and by player, and each codebook's perplexity on
    /// frames that sound.
    public func validate() throws -> [(name: String, value: Double)] {
        var distances: [String: [Double]] = [:]
        var unquantised: [Double] = []
        var used = [[Int]](repeating: [], count: run.model.quantizer.levels)
        for part in stride(from: 0, to: material.validation.count, by: run.training.batch) {
            let pieces = material.validation[part..<min(part + run.training.batch, material.validation.count)]
            let mel = codec.standardised(material.tensor(pieces.map(\.mel)))
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
