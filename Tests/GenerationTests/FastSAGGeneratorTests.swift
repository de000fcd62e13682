import Codecs
import FastSAG
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Tensors
import Testing

/// Hears the same in every vocal: two notes, beats at 120 a minute, C and G.
private struct FixedListener: VocalListening {
    func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard {
        let frames = Int(vocal.duration * 24_000) / 256
        let hertz = (0..<frames).map { $0 / 50 % 2 == 0 ? Float(262) : 0 }
        let pitch = PitchTrack(
            hopSeconds: 256 / 24_000, hertz: hertz, confidence: hertz.map { $0 > 0 ? 1 : 0 },
            energy: hertz.map { _ in -20 })
        let beats = (0...Int(vocal.duration * 2)).map { Double($0) * 0.5 }
        let sheet = LeadSheet(
            beats: beats, downbeats: Array(stride(from: 0, to: beats.count, by: 4)), meter: 4,
            key: constraints.key ?? Key(index: 0),
            chords: [
                .init(start: 0, end: 2, chord: Chord(parsing: "C")),
                .init(start: 2, end: vocal.duration, chord: Chord(parsing: "G")),
            ])
        return Heard(pitch: pitch, notes: [], onsets: hertz.map { _ in 0 }, leadSheet: sheet)
    }
}

@Suite struct FastSAGGeneratorTests {
    /// Checkpoints of tiny widths and random weights.
    private struct Weights {
        let model: Checkpoint
        let vocoder: Checkpoint

        init() throws {
            var sizes = FastSAGConfiguration()
            (sizes.conditionWidth, sizes.conditionBlocks, sizes.trunkWidth, sizes.trunkBlocks) = (16, 1, 16, 1)
            (sizes.headSize, sizes.kernel, sizes.refinerChannels) = (8, 3, 4)
            var vocos = VocosConfiguration()
            (vocos.width, vocos.hidden, vocos.blocks) = (8, 8, 1)
            model = try Self.checkpoint(sizes) {
                _ = FastSAGModel(
                    $0, sizes, melMean: [Float](repeating: -4, count: 100),
                    melDeviation: [Float](repeating: 1, count: 100))
            }
            vocoder = try Self.checkpoint(vocos) { _ = Vocos($0, vocos) }
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

    private static let weights = Result { try Weights() }

    private func generator() throws -> FastSAGGenerator {
        let weights = try Self.weights.get()
        return try FastSAGGenerator(listener: FixedListener(), model: weights.model, vocoder: weights.vocoder)
    }

    private func vocal(_ seconds: Double, rate: Double = 24_000) -> AudioBuffer {
        AudioBuffer(sampleRate: rate, mono: (0..<Int(seconds * rate)).map { Float(0.1 * sin(Double($0) * 0.06)) })
    }

    private func recipe(seed: UInt64 = 1, steps: Int = 2) -> Recipe { Recipe(steps: steps, guidance: 2, seed: seed) }

    @Test(arguments: [(1.0, 24_000.0), (2.37, 44_100), (0.4, 48_000)])
    func theAccompanimentIsAsLongAsTheVocal(seconds: Double, rate: Double) throws {
        let vocal = vocal(seconds, rate: rate)
        let made = try generator().generate(for: vocal, recipe: recipe()) { _ in }
        #expect(made.audio.sampleRate == 24_000 && made.audio.channelCount == 1)
        #expect(made.audio.frameCount == Int((vocal.duration * 24_000).rounded(.up)))
        #expect(made.audio.channels[0].allSatisfy { $0.isFinite })
        #expect(made.audio.channels[0].contains { abs($0) > 1e-4 })
        #expect(made.joins.isEmpty)
        #expect(Set(made.stageSeconds.keys) == [.listen, .condition, .denoise, .vocode])
        #expect(made.heard.leadSheet.key == Key(index: 0))
    }

    @Test func theSameRecipeGivesTheSameSamples() throws {
        let one = try generator().generate(for: vocal(1.5), recipe: recipe()) { _ in }
        #expect(try generator().generate(for: vocal(1.5), recipe: recipe()) { _ in }.audio == one.audio)
        #expect(try generator().generate(for: vocal(1.5), recipe: recipe(seed: 2)) { _ in }.audio != one.audio)
        var other = recipe()
        other.solver = .heun
        #expect(try generator().generate(for: vocal(1.5), recipe: other) { _ in }.audio != one.audio)
        other = recipe()
        other.style = .bossa
        #expect(try generator().generate(for: vocal(1.5), recipe: other) { _ in }.audio != one.audio)
    }

    @Test func whatTheSingerSaysReachesTheListener() throws {
        var recipe = recipe()
        recipe.constraints.key = Key(index: 19)
        let made = try generator().generate(for: vocal(0.5), recipe: recipe) { _ in }
        #expect(made.heard.leadSheet.key == Key(index: 19))
    }

    @Test func aLongVocalIsManySections() throws {
        var seen: [TakeProgress] = []
        let made = try generator().generate(for: vocal(25), recipe: recipe()) { seen.append($0) }
        // 2344 frames: 936 each, 188 shared
        #expect(seen.filter { $0.stage == .denoise }.map(\.section) == [1, 1, 2, 2, 3, 3])
        #expect(seen.allSatisfy { $0.stage == .listen || $0.sections == 3 })
        #expect(made.joins.count == 2)
        #expect(abs(made.joins[0] - 748 * 256 / 24_000) < 1e-9)
        #expect(made.audio.frameCount == 600_000)
        #expect(made.audio.channels[0].allSatisfy { $0.isFinite })
        // the end is played too
        #expect(made.audio.channels[0].suffix(24_000).contains { abs($0) > 1e-4 })
    }

    @Test func progressNeverFalls() throws {
        var seen: [TakeProgress] = []
        _ = try generator().generate(for: vocal(12), recipe: recipe(steps: 3)) { seen.append($0) }
        #expect(seen.first?.stage == .listen)
        #expect(seen.last?.stage == .vocode && seen.last?.fraction == 1)
        for (one, next) in zip(seen, seen.dropFirst()) { #expect(one.fraction <= next.fraction) }
        #expect(seen.filter { $0.stage == .denoise }.map(\.step) == [1, 2, 3, 1, 2, 3])
    }

    @Test func cancellingStopsWithinAStep() throws {
        var seen = 0
        // at the start, inside the second section, before the vocoder's second piece
        for last in [1, 6, 10] {
            seen = 0
            #expect(throws: GenerationError.cancelled) {
                try generator().generate(for: vocal(16), recipe: recipe(steps: 4)) { _ in
                    seen += 1
                    if seen == last { throw GenerationError.cancelled }
                }
            }
            #expect(seen == last)
        }
    }

    @Test func aBadRecipeIsRefusedBeforeListening() throws {
        var seen = 0
        #expect(throws: RecipeError.self) {
            try generator().generate(for: vocal(1), recipe: recipe(steps: 0)) { _ in seen += 1 }
        }
        #expect(seen == 0)
    }

    @Test func theHashNamesTheWeights() throws {
        let weights = try Self.weights.get()
        #expect(try generator().modelHash == "\(weights.model.digest)-\(weights.vocoder.digest)")
        #expect(weights.model.digest != weights.vocoder.digest)
    }
}
