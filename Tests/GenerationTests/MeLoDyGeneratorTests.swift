import Codecs
import Foundation
import Generation
import Listener
import MeLoDy
import Music
import Networks
import Recipes
import Signal
import Tensors
import Testing

/// MeLoDy with tiny widths and random weights, as a guest of the house.
@Suite struct MeLoDyGeneratorTests {
    private static let tiny = Result { try tinyGenerator() }

    private static func tinyGenerator(madeFrom other: String? = nil) throws -> MeLoDyGenerator {
        let codecSizes = VariationalCodecSizes(
            bands: 100, width: 8, hidden: 8, outerBlocks: 1, innerBlocks: 1, latent: 4, pitches: 24..<96)
        let codec = try TinyWeights.checkpoint(codecSizes) { scope in
            _ = VariationalCodec(
                scope, codecSizes,
                mel: .init(mean: .init(repeating: -4, count: 100), deviation: .init(repeating: 1, count: 100)))
        }
        let width = try Encoder.bundled().width
        let semanticSizes = SemanticTokenizer.Sizes(width: width, codes: 16)
        var random = SeededGenerator(seed: 2)
        let centres = random.normals(16 * width)
        let semantic = try TinyWeights.checkpoint(semanticSizes) { scope in
            _ = SemanticTokenizer(
                scope, semanticSizes,
                statistics: (.init(repeating: 0, count: width), .init(repeating: 1, count: width), centres))
        }
        let made = other ?? "\(semantic.digest)-\(codec.digest)"
        let languageSizes = SemanticModelSizes(
            codes: 16, width: 16, heads: 2, layers: 1, promptLevels: 2, promptCodes: 4)
        let language = try TinyWeights.checkpoint(languageSizes, metadata: ["made": made]) { scope in
            _ = SemanticModel(scope, languageSizes)
        }
        let diffusionSizes = CompactDualPathSizes(
            latent: 4, codes: 16, width: 16, blocks: 1, headSize: 8, segment: 16, kernel: 3, expansion: 2)
        let diffusion = try TinyWeights.checkpoint(
            diffusionSizes, metadata: ["made": made], stirred: ["output.weight", "blocks.0.coarse.out.weight"]
        ) { scope in
            _ = CompactDualPath(scope, diffusionSizes)
        }
        let promptSizes = PromptEncoderSizes(
            clip: ClipFeatures.count(width: width), words: PromptWords.vocabulary.count, hidden: 16,
            quantizer: ResidualVectorQuantizer.Sizes(levels: 2, codes: 4, width: 8))
        let prompt = try TinyWeights.checkpoint(promptSizes) { scope in
            _ = PromptEncoder(scope, promptSizes)
        }
        return try MeLoDyGenerator(
            language: language, diffusion: diffusion, prompt: prompt, semantic: semantic, codec: codec,
            vocoder: TinyGenerator.weights.get().vocoder)
    }

    private func recipe(_ seed: UInt64 = 1) -> Recipe {
        var recipe = Recipe(system: "melody")
        recipe.seed = seed
        recipe.settings["steps"] = .integer(2)
        return recipe
    }

    private func take(_ order: TakeOrder, into sink: StemSink = StemSink()) throws -> MadeTake {
        try Self.tiny.get().take(order, hearing: VocalHearing(FixedListener()), into: sink).take
    }

    /// Shorter than a window, a window, and more.
    @Test(arguments: [3.0, 10, 25]) func aTakeIsAsLongAsItsVocalAndTheSameForItsSeed(seconds: Double) throws {
        let vocal = TinyGenerator.vocal(seconds)
        let sink = StemSink()
        let made = try take(TakeOrder(vocal: vocal, recipe: recipe()), into: sink)
        let band = try #require(made.stems["band"])
        #expect(band.frameCount == vocal.frameCount && band.mono().allSatisfy(\.isFinite))
        #expect(sink.sound == band.mono())
        #expect(sink.phases == Set(Phase.meLoDy).union([.listen]))
        #expect(made.joins.isEmpty == (seconds < 12))
        #expect(try take(TakeOrder(vocal: vocal, recipe: recipe())).stems == made.stems)
        #expect(try take(TakeOrder(vocal: vocal, recipe: recipe(2))).stems != made.stems)
    }

    /// What there is stays to the sample, but for a fade, and the band goes on after it.
    @Test func whatIsGivenGoesOn() throws {
        let vocal = TinyGenerator.vocal(16)
        var random = SeededGenerator(seed: 9)
        let known = AudioBuffer(sampleRate: 24_000, mono: random.normals(9 * 24_000).map { $0 * 0.1 })
        let given = Given(stems: ["band": known], keep: [(0..<9.0, 1)])
        let made = try take(TakeOrder(vocal: vocal, recipe: recipe(), given: given))
        let band = try #require(made.stems["band"]).mono()
        let fade = Int(0.03 * 24_000)
        #expect(band.count == 16 * 24_000)
        #expect(Array(band[..<(9 * 24_000 - fade)]) == Array(known.mono()[..<(9 * 24_000 - fade)]))
        let after = StemLevel.gain(Array(band[(9 * 24_000)...]))
        #expect(abs(20 * log10(after / StemLevel.gain(known.mono()))) < 1)
    }

    /// A gap is filled, and "more like this" changes everything a little.
    @Test func gapsAndVariations() throws {
        let vocal = TinyGenerator.vocal(13)
        let first = try take(TakeOrder(vocal: vocal, recipe: recipe())).stems
        var again = recipe(7)
        again.reroll = 4..<6
        let made = try take(TakeOrder(vocal: vocal, recipe: again, given: Given(first, keptBy: again))).stems
        let (old, new) = (try #require(first["band"]).mono(), try #require(made["band"]).mono())
        let fade = Int(0.03 * 24_000)
        #expect(old[..<(4 * 24_000 - fade)] == new[..<(4 * 24_000 - fade)])
        #expect(old[(6 * 24_000 + fade)...] == new[(6 * 24_000 + fade)...])
        #expect(old[(4 * 24_000)..<(6 * 24_000)] != new[(4 * 24_000)..<(6 * 24_000)])
        var varied = recipe(7)
        varied.variation = 0.3
        #expect(try take(TakeOrder(vocal: vocal, recipe: varied, given: Given(first, keptBy: varied))).stems != first)
    }

    /// Words lead the band, and what says nothing is refused before anything is made.
    @Test func aPromptCounts() throws {
        let vocal = TinyGenerator.vocal(3)
        let first = try take(TakeOrder(vocal: vocal, recipe: recipe())).stems
        var led = recipe()
        led.settings["prompt"] = .text("fast rock with guitar")
        #expect(try take(TakeOrder(vocal: vocal, recipe: led)).stems != first)
        led.settings["prompt"] = .text("qwertz")
        #expect(throws: (any Error).self) { try take(TakeOrder(vocal: vocal, recipe: led)) }
    }

    private func goingOn(_ known: AudioBuffer, by seconds: Double) -> TakeOrder {
        var recipe = recipe()
        recipe.reroll = known.duration..<known.duration + seconds
        recipe.extends = true
        recipe.leadSheet = LeadSheet(
            beats: (0...20).map { Double($0) * 0.5 }, downbeats: Array(stride(from: 0, through: 20, by: 4)), meter: 4,
            key: Key(index: 0), chords: [.init(start: 0, end: 10, chord: Chord(parsing: "C"))])
        return TakeOrder(
            vocal: TinyGenerator.vocal(known.duration), recipe: recipe, given: Given(["band": known], keptBy: recipe))
    }

    /// After the end of a take: what there is stays, and a longer order begins with a shorter one; the sink may keep the sound.
    @Test(arguments: [1.0, 10, 24]) func aBandGoesOn(seconds: Double) throws {
        var random = SeededGenerator(seed: 9)
        let known = AudioBuffer(sampleRate: 24_000, mono: random.normals(Int(seconds * 24_000)).map { $0 * 0.1 })
        let short = try #require(take(goingOn(known, by: 7)).stems["band"]).mono()
        let sink = StemSink(keepsSound: true)
        let made = try take(goingOn(known, by: 21), into: sink)
        #expect(made.stems.isEmpty && made.joins.count > 1 && made.joins.allSatisfy { $0 < seconds + 21 })
        let long = sink.sound
        let fade = Int(0.021 * 24_000)
        #expect(
            abs(long.count - Int((seconds + 21) * 24_000)) <= 1 && abs(short.count - Int((seconds + 7) * 24_000)) <= 1)
        #expect(Array(long[..<(known.frameCount - fade)]) == Array(known.mono()[..<(known.frameCount - fade)]))
        // threads may share the work of a layer otherwise, which changes the last bit of these widths
        let other = zip(long, short).enumerated().first { abs($0.element.0 - $0.element.1) > 1e-7 }
        #expect(other == nil, "\(other.map { "sample \($0.offset): \($0.element)" } ?? "")")
        #expect(long.allSatisfy(\.isFinite) && StemLevel.gain(Array(long.suffix(24_000))) > 0)
        #expect((made.leadSheet.beats.last ?? 0) >= seconds + 20)
    }

    /// A voice that is not at A = 440 Hz: as long, and what is given stays.
    @Test func aBandOutOfTuneGoesOn() throws {
        var random = SeededGenerator(seed: 9)
        let known = AudioBuffer(sampleRate: 24_000, mono: random.normals(10 * 24_000).map { $0 * 0.1 })
        var order = goingOn(known, by: 9)
        order.recipe.leadSheet?.tuning = Tuning(cents: -40)
        let made = try take(order)
        let sound = try #require(made.stems["band"]).mono()
        let fade = Int(0.021 * 24_000)
        #expect(abs(sound.count - 19 * 24_000) <= 1)
        #expect(Array(sound[..<(known.frameCount - fade)]) == Array(known.mono()[..<(known.frameCount - fade)]))
        #expect(StemLevel.gain(Array(sound.suffix(24_000))) > 0)
        #expect(made.joins.allSatisfy { $0 > 9 && $0 < 19 })
    }

    /// A stream makes as much as it is asked for.
    @Test func aStreamStopsAnywhere() throws {
        var random = SeededGenerator(seed: 9)
        let known = AudioBuffer(sampleRate: 24_000, mono: random.normals(10 * 24_000).map { $0 * 0.1 })
        let order = try VocalHearing(FixedListener()).order(goingOn(known, by: 3000))
        let sink = StemSink()
        let stream = try #require(try Self.tiny.get().stream(order, into: sink))
        #expect(try stream.next() && stream.next())
        let made = stream.made()
        #expect(try #require(made.stems["band"]).mono() == sink.sound)
        #expect(sink.sound.count > 15 * 24_000 && sink.sound.count < 40 * 24_000)
        let end = Double(sink.sound.count) / 24_000
        #expect((made.leadSheet.beats.last ?? 0) < end + 3 && (made.leadSheet.chords.last?.end ?? 0) <= end)
    }

    /// Filling a gap with what another system made.
    @Test func aGapInSeveralStemsIsFilled() throws {
        let vocal = TinyGenerator.vocal(10)
        let bass = AudioBuffer(sampleRate: 24_000, mono: .init(repeating: 0.1, count: 240_000))
        var filling = recipe()
        filling.reroll = 4..<6
        let made = try take(
            TakeOrder(vocal: vocal, recipe: filling, given: Given(["bass": bass, "drums": bass], keptBy: filling)))
        let band = try #require(made.stems["band"]).mono()
        #expect(band[..<(3 * 24_000)].allSatisfy { abs($0 - 0.2) < 1e-6 })
    }

    /// The vocal, or a reference recording in its place, leads where that is wanted.
    @Test func aSoundLeads() throws {
        let vocal = TinyGenerator.vocal(3)
        let words = try take(TakeOrder(vocal: vocal, recipe: recipe())).stems
        var led = recipe()
        led.settings["lead"] = .text("sound")
        let sung = try take(TakeOrder(vocal: vocal, recipe: led)).stems
        var random = SeededGenerator(seed: 5)
        let reference = AudioBuffer(sampleRate: 44_100, mono: random.normals(44_100 * 12).map { $0 * 0.1 })
        let like = try take(TakeOrder(vocal: vocal, recipe: led, context: reference)).stems
        #expect(sung != words || like != words)
        #expect(like == (try take(TakeOrder(vocal: vocal, recipe: led, context: reference)).stems))
        let silence = AudioBuffer(sampleRate: 24_000, mono: .init(repeating: 0, count: 48_000))
        #expect(try take(TakeOrder(vocal: vocal, recipe: led, context: silence)).stems == words)
    }

    @Test func aTakeStopsWithinAStep() throws {
        let sink = StemSink()
        sink.limit = 4
        #expect(throws: GenerationError.cancelled) {
            try take(TakeOrder(vocal: TinyGenerator.vocal(13), recipe: recipe()), into: sink)
        }
        #expect(sink.fractions.count == 4)
    }

    @Test func modelsOfOthersAreRefused() throws {
        #expect(throws: MeLoDyError.self) { try Self.tinyGenerator(madeFrom: "another") }
    }
}
