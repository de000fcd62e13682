import Codecs
import FastSAG
import Foundation
import Generation
import Listener
import Music
import Networks
import Recipes
import Signal
import StemGen
import Tensors
import Testing

/// StemGen with tiny widths and random weights, as a guest of the house.
@Suite struct StemGenGeneratorTests {
    private static let tiny = Result { try tinyGenerator() }

    private static func tinyGenerator() throws -> StemGenGenerator {
        let sizes = TokenCodecSizes(
            bands: 100, width: 8, hidden: 8, outerBlocks: 1, innerBlocks: 1,
            quantizer: ResidualVectorQuantizer.Sizes(levels: 4, codes: 16, width: 4))
        let codec = try TinyWeights.checkpoint(sizes) { scope in
            _ = TokenCodec(
                scope, sizes,
                mel: .init(mean: .init(repeating: -4, count: 100), deviation: .init(repeating: 1, count: 100)))
        }
        let small = CompactStemGenSizes(
            quantizer: sizes.quantizer, priorWidth: 8, priorBlocks: 1, width: 8, blocks: 1, headSize: 4, kernel: 3,
            expansion: 2)
        let model = try TinyWeights.checkpoint(small, metadata: ["codec": TokenCodec.tokenDigest(of: codec)]) { scope in
            let store = try? ParameterStore(seed: 1)
            guard let store else { return }
            _ = CompactStemGen(
                scope, small, quantizer: ResidualVectorQuantizer(store.root, sizes.quantizer))
        }
        return try StemGenGenerator(
            model: model, codec: codec, vocoder: TinyGenerator.weights.get().vocoder)
    }

    private func recipe(_ seed: UInt64 = 1, stem: String = "bass") throws -> Recipe {
        var recipe = Recipe(system: "stemgen")
        recipe.seed = seed
        for (id, value) in [("steps", 3), ("steps2", 2), ("steps3", 1), ("steps4", 1)] {
            recipe.settings[id] = .integer(value)
        }
        recipe.settings["stem"] = .text(stem)
        return recipe
    }

    private func take(_ order: TakeOrder, into sink: StemSink = StemSink()) throws -> MadeTake {
        try Self.tiny.get().take(order, hearing: VocalHearing(FixedListener()), into: sink).take
    }

    @Test func aTakeIsAsLongAsItsVocalAndTheSameForItsSeed() throws {
        let vocal = TinyGenerator.vocal(25)
        let sink = StemSink()
        let made = try take(TakeOrder(vocal: vocal, recipe: recipe()), into: sink)
        let stem = try #require(made.stems["stem"])
        #expect(stem.frameCount == vocal.frameCount && stem.mono().allSatisfy(\.isFinite))
        #expect(sink.sound == stem.mono())
        #expect(sink.phases == Set(Phase.stemGen).union([.listen]))
        #expect(!made.joins.isEmpty)
        #expect(try take(TakeOrder(vocal: vocal, recipe: recipe())).stems == made.stems)
        #expect(try take(TakeOrder(vocal: vocal, recipe: recipe(2))).stems != made.stems)
    }

    /// Another player, and another mix to listen to, is another take.
    @Test func whoPlaysAndWhatIsHeardMatter() throws {
        let vocal = TinyGenerator.vocal(5)
        let made = try take(TakeOrder(vocal: vocal, recipe: recipe())).stems
        #expect(try take(TakeOrder(vocal: vocal, recipe: recipe(stem: "drums"))).stems != made)
        let noise = SeededGenerator(seed: 1)
        var generator = noise
        let mix = AudioBuffer(sampleRate: 24_000, mono: generator.normals(vocal.frameCount).map { $0 * 0.1 })
        #expect(try take(TakeOrder(vocal: vocal, recipe: recipe(), context: mix)).stems != made)
    }

    /// A loop is made again: every sample outside stays, but for the fades beside it.
    @Test func aRerollKeepsTheRest() throws {
        let vocal = TinyGenerator.vocal(13)
        let first = try take(TakeOrder(vocal: vocal, recipe: recipe())).stems
        var again = try recipe(7)
        again.reroll = 4..<6
        let made = try take(TakeOrder(vocal: vocal, recipe: again, given: Given(first, keptBy: again))).stems
        let (old, new) = (try #require(first["stem"]).mono(), try #require(made["stem"]).mono())
        let fade = Int(0.03 * 24_000)
        #expect(old[..<(4 * 24_000 - fade)] == new[..<(4 * 24_000 - fade)])
        #expect(old[(6 * 24_000 + fade)...] == new[(6 * 24_000 + fade)...])
        #expect(old[(4 * 24_000)..<(6 * 24_000)] != new[(4 * 24_000)..<(6 * 24_000)])
        // and as loud as it, whatever level a model has
        let kept = StemLevel.gain(Array(new[..<(4 * 24_000 - fade)] + new[(6 * 24_000 + fade)...]))
        #expect(abs(20 * log10(StemLevel.gain(Array(new[(4 * 24_000)..<(6 * 24_000)])) / kept)) < 1)
    }

    @Test(arguments: [1, 4]) func silenceAndShortSoundsAreAccompanied(seconds: Double) throws {
        let silence = AudioBuffer(sampleRate: 24_000, mono: .init(repeating: 0, count: Int(seconds * 24_000)))
        let vocal = TinyGenerator.vocal(seconds)
        let made = try take(TakeOrder(vocal: vocal, recipe: recipe(), context: silence))
        let stem = try #require(made.stems["stem"])
        #expect(stem.frameCount == vocal.frameCount && stem.mono().allSatisfy(\.isFinite))
    }

    @Test func aTakeStopsWithinAStep() throws {
        let sink = StemSink()
        sink.limit = 4
        #expect(throws: GenerationError.cancelled) {
            try take(TakeOrder(vocal: TinyGenerator.vocal(13), recipe: recipe()), into: sink)
        }
        #expect(sink.fractions.count == 4)
    }

    @Test func weightsOfAnotherCodecAreRefused() throws {
        let sizes = ResidualVectorQuantizer.Sizes(levels: 4, codes: 16, width: 4)
        let codecSizes = TokenCodecSizes(
            bands: 100, width: 8, hidden: 8, outerBlocks: 1, innerBlocks: 1, quantizer: sizes)
        let codec = try TinyWeights.checkpoint(codecSizes) { _ = TokenCodec($0, codecSizes) }
        let small = CompactStemGenSizes(
            quantizer: sizes, priorWidth: 8, priorBlocks: 1, width: 8, blocks: 1, headSize: 4, kernel: 3, expansion: 2)
        let model = try TinyWeights.checkpoint(small, metadata: ["codec": "another"]) { scope in
            _ = CompactStemGen(scope, small, quantizer: ResidualVectorQuantizer(scope["codec"], sizes))
        }
        #expect(throws: StemGenError.self) {
            try StemGenGenerator(model: model, codec: codec, vocoder: TinyGenerator.weights.get().vocoder)
        }
    }
}
