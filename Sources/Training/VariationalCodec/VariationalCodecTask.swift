import Codecs
import Conditions
import Corpus
import Foundation
import Signal
import StemGen
import Tensors

/// The variational codec on whole bands, single players, vocals and submixes at varied levels (Lam et al. 2023, appendix B.1,
/// in the shared Mel).
public final class VariationalCodecTask: TrainingTask {
    public let parameters: ParameterStore
    public var opponent: ParameterStore? { patches?.parameters }
    public let metadata: [String: String]
    private let codec: VariationalCodec
    private let patches: MelPatches?
    private let run: VariationalCodecRun
    private let material: CodecMaterial

    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs;
    ///   `TrainingError.songsTooShort`.
    public init(_ run: VariationalCodecRun, training: [StemSong], validation: [StemSong], device: Device) throws {
        self.run = run
        let material = try CodecMaterial(
            training: training, validation: validation, frames: run.frames, level: run.level,
            shares: CodecExample.Shares(players: run.players, bands: run.bands), device: device)
        self.material = material
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        var sizes = run.model
        sizes.pitches = StemVoicing.pitches
        codec = VariationalCodec(parameters.root, sizes, mel: material.moments(seed: run.training.seed))
        patches = try run.patches.map { try MelPatches($0, seed: run.training.seed, device: device) }
        metadata = ["configuration": try jsonText(sizes)]
    }

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let examples = material.examples(run.training.batch, &generator)
        let tokens = run.frames / VariationalCodec.stride
        let noise = generator.normals(examples.count * tokens * run.model.latent)
        let mel = codec.standardised(material.mel(examples))
        let posterior = codec.posterior(mel)
        let latents = posterior.latents(
            Tensor(noise, shape: [examples.count, tokens, run.model.latent], device: material.device))
        let (made, odds) = codec.decoded(latents)
        let distance = MelDistance(made, mel, logMel: codec.logMel)
        let divergence = posterior.divergence
        var total =
            distance.total(squareWeight: run.squareWeight, spectralWeight: run.spectralWeight)
            + divergence * run.divergenceWeight
        var parts = distance.parts + [("divergence", divergence)]
        if let odds {
            let pitches = PitchTargets(examples.map(roll), tokens: tokens, device: material.device).loss(odds)
            total = total + pitches * run.pitchWeight
            parts.append(("pitches", pitches))
        }
        return BatchLoss(
            total: total, parts: parts, seconds: material.seconds(examples.count),
            opponent: patches?.loss(made: made, wanted: mel))
    }

    /// Which pitches the players of an example play; nil where a voice sings or a part's notes are unknown.
    private func roll(_ example: CodecExample) -> [Float]? {
        guard let place = example.place, !example.hasVocal else { return nil }
        let pitched = example.players.filter { $0 != .drums }
        let notes = pitched.compactMap { place.song.notes[$0] }
        guard notes.count == pitched.count else { return nil }
        return PianoRoll(
            notes.flatMap { $0 }, frameCount: run.frames, from: Double(place.start) / RenderedSong.sampleRate
        ).activity(of: StemVoicing.pitches, stride: VariationalCodec.stride)
    }

    /// Mean distance of the natural-log Mel, by player too, and the latents' deviation and share at the clamp.
    public func validate() throws -> [(name: String, value: Double)] {
        var distances: [String: [Double]] = [:]
        var values: [Float] = []
        for part in stride(from: 0, to: material.validation.count, by: run.training.batch) {
            let pieces = material.validation[part..<min(part + run.training.batch, material.validation.count)]
            let mel = codec.standardised(material.tensor(pieces.map(\.mel)))
            let latents = codec.posterior(mel).latents
            let distance = (codec.logMel(codec.decoded(latents).mel) - codec.logMel(mel)).abs().mean([1, 2])
            for (piece, value) in zip(pieces, try distance.floats()) {
                distances[piece.kind, default: []].append(Double(value))
            }
            values += try latents.floats()
        }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
        return [("L1", mean(distances.values.flatMap { $0 }))]
            + distances.keys.sorted().map { ($0, mean(distances[$0] ?? [])) }
            + [
                ("latent deviation", mean(values.map { Double($0 * $0) }).squareRoot()),
                ("clamped", mean(values.map { abs($0) >= 1 ? 1 : 0 })),
            ]
    }
}
