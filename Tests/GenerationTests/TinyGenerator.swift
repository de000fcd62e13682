import Codecs
import FastSAG
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Tensors

/// Hears the same in every vocal: two notes, beats at 120 a minute, C and G.
struct FixedListener: EvidenceListening {
    let digest: String? = nil

    func evidence(
        in vocal: AudioBuffer, relativeTo cents: Double?, known: VocalEvidence?
    ) throws -> VocalEvidence {
        let frames = Int(vocal.duration * 24_000) / 256
        let hertz = (0..<frames).map { $0 / 50 % 2 == 0 ? Float(262) : 0 }
        let pitch = PitchTrack(
            hopSeconds: 256 / 24_000, hertz: hertz, confidence: hertz.map { $0 > 0 ? 1 : 0 },
            energy: hertz.map { _ in -20 })
        return VocalEvidence(
            pitch: pitch, notes: [], onsets: hertz.map { _ in 0 }, duration: vocal.duration, cents: cents ?? 0)
    }

    func read(_ evidence: VocalEvidence, constraints: ListeningConstraints) throws -> Heard {
        let beats = (0...Int(evidence.duration * 2)).map { Double($0) * 0.5 }
        return evidence.heard(
            playing: LeadSheet(
                beats: beats, downbeats: Array(stride(from: 0, to: beats.count, by: 4)), meter: 4,
                key: constraints.key ?? Key(index: 0),
                chords: [
                    .init(start: 0, end: 2, chord: Chord(parsing: "C")),
                    .init(start: 2, end: evidence.duration, chord: Chord(parsing: "G")),
                ]))
    }
}

extension FastSAGGenerator {
    /// What the fixed listener hears is played to.
    func generate(
        for vocal: AudioBuffer, recipe: Recipe, progress: (TakeProgress) throws -> Void
    ) throws -> Accompaniment {
        try generate(for: TakeOrder(vocal: vocal, recipe: recipe), progress: progress)
    }

    func generate(
        for take: TakeOrder, progress: (TakeProgress) throws -> Void,
        sections: (_ stems: [String: AudioBuffer], _ start: Double) throws -> Void = { _, _ in }
    ) throws -> Accompaniment {
        try withoutActuallyEscaping(progress) { progress in
            try withoutActuallyEscaping(sections) { sections in
                try self.take(
                    take, hearing: VocalHearing(FixedListener()), into: TestSink(note: progress, sound: sections))
            }
        }
    }
}

/// Hands on what it gets.
private struct TestSink: TakeSink {
    let note: (TakeProgress) throws -> Void
    let sound: ([String: AudioBuffer], Double) throws -> Void

    func progress(_ progress: TakeProgress) throws { try note(progress) }
    func append(_ stems: [String: AudioBuffer], from start: Double) throws { try sound(stems, start) }
}

/// FastSAG with tiny widths and random weights.
enum TinyGenerator {
    static let weights = Result { try Weights() }

    static func make() throws -> FastSAGGenerator {
        let weights = try weights.get()
        return try FastSAGGenerator(model: weights.model, vocoder: weights.vocoder)
    }

    /// One that can take its takes apart.
    static func splitting() throws -> FastSAGGenerator {
        let weights = try weights.get()
        return try FastSAGGenerator(
            model: weights.model, vocoder: weights.vocoder, splitter: weights.splitter)
    }

    static func vocal(_ seconds: Double, rate: Double = 24_000) -> AudioBuffer {
        AudioBuffer(sampleRate: rate, mono: (0..<Int(seconds * rate)).map { Float(0.1 * sin(Double($0) * 0.06)) })
    }

    /// Checkpoints of tiny widths and random weights.
    struct Weights {
        let model: Checkpoint
        let vocoder: Checkpoint
        let splitter: Checkpoint

        init() throws {
            var sizes = CompactSizes()
            (sizes.conditionWidth, sizes.conditionBlocks, sizes.trunkWidth, sizes.trunkBlocks) = (16, 1, 16, 1)
            (sizes.headSize, sizes.kernel, sizes.refinerChannels) = (8, 3, 4)
            var vocos = VocosConfiguration()
            (vocos.width, vocos.hidden, vocos.blocks) = (8, 8, 1)
            model = try Self.checkpoint(sizes) {
                _ = FastSAGModel(
                    $0, sizes,
                    statistics: TrainingStatistics(
                        mel: .init(mean: .init(repeating: -4, count: 100), deviation: .init(repeating: 1, count: 100)),
                        semantics: .init(of: [], width: sizes.semanticWidth), curves: .init(of: [], width: 3)))
            }
            vocoder = try Self.checkpoint(vocos) { _ = Vocos($0, vocos) }
            let small = SplitterSizes(bands: 100, width: 8, dilations: [1, 2])
            splitter = try Self.checkpoint(small) { _ = StemSplitter($0, small) }
        }

        private static func checkpoint(_ sizes: some Encodable, _ declare: (Scope) -> Void) throws -> Checkpoint {
            let store = try ParameterStore(seed: 5)
            declare(store.root)
            let generator = try RandomGenerator(seed: 6)
            for tensor in store.trained { try tensor.assign(Tensor.normal(tensor.shape, generator: generator) * 0.1) }
            let url = FileManager.default.temporaryDirectory.appendingPathComponent("weights-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: url) }
            let text = String(decoding: try JSONEncoder().encode(sizes), as: UTF8.self)
            try CheckpointWriter.write(store.entries, metadata: ["configuration": text], to: url)
            return try Checkpoint(contentsOf: url)
        }
    }
}
