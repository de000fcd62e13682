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

@Suite struct FastSAGGeneratorTests {
    private func generator() throws -> FastSAGGenerator { try TinyGenerator.make() }

    private func vocal(_ seconds: Double, rate: Double = 24_000) -> AudioBuffer {
        TinyGenerator.vocal(seconds, rate: rate)
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
        #expect(Set(made.phaseSeconds.keys) == [.listen, .condition, .denoise, .vocode])
        let steps = made.take.stepSeconds.reduce(0, +)
        #expect(steps > 0 && steps <= made.phaseSeconds[.denoise, default: 0])
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
        #expect(seen.filter { $0.phase == .denoise }.map(\.section) == [1, 1, 2, 2, 3, 3])
        #expect(seen.allSatisfy { $0.phase == .listen || $0.sections == 3 })
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
        #expect(seen.first?.phase == .listen)
        #expect(seen.last?.phase == .vocode && seen.last?.fraction == 1)
        for (one, next) in zip(seen, seen.dropFirst()) { #expect(one.fraction <= next.fraction) }
        #expect(seen.filter { $0.phase == .denoise }.map(\.step) == [1, 2, 3, 1, 2, 3])
    }

    @Test func cancellingStopsWithinAStep() throws {
        let places: [(TakeProgress) -> Bool] = [
            { $0.phase == .listen }, { $0.phase == .condition }, { $0.phase == .denoise && $0.step == 3 },
            { $0.phase == .vocode }, { $0.section == 2 && $0.phase == .denoise },
            { $0.section == 2 && $0.phase == .vocode },
        ]
        for place in places {
            var calls = 0, callsAtCancelling = 0, handed = 0
            #expect(throws: GenerationError.cancelled) {
                try generator().generate(for: TakeOrder(vocal: vocal(16), recipe: recipe(steps: 4))) {
                    progress in
                    calls += 1
                    guard place(progress) else { return }
                    callsAtCancelling = calls
                    throw GenerationError.cancelled
                } sections: { _, _ in
                    handed += 1
                }
            }
            #expect(calls > 0 && calls == callsAtCancelling)
            #expect(handed <= 1)
        }
    }

    @Test func aBadRecipeIsRefusedBeforeListening() throws {
        var seen = 0
        #expect(throws: RecipeError.self) {
            try generator().generate(for: vocal(1), recipe: recipe(steps: 0)) { _ in seen += 1 }
        }
        #expect(seen == 0)
    }

    /// What sections hand over, one behind the other, is the take to the bit, and there is something to play before the
    /// end.
    @Test(arguments: [1.5, 25])
    func sectionsAreTheTake(seconds: Double) throws {
        var handed: [[Float]] = []
        let made = try generator().generate(for: TakeOrder(vocal: vocal(seconds), recipe: recipe())) { _ in
        } sections: { stems, start in
            #expect(Array(stems.keys) == ["band"] && stems["band"]?.sampleRate == 24_000)
            #expect(abs(start - Double(handed.joined().count) / 24_000) < 1e-9)
            handed.append(stems["band"]?.channels[0] ?? [])
        }
        let whole = made.audio.channels[0]
        #expect(made.stems.count == 1)
        #expect(handed.count == (seconds > 10 ? 3 : 1))
        #expect(Array(handed.joined()) == whole && handed.allSatisfy { !$0.isEmpty })
        if seconds > 10 { #expect(Double(handed[0].count) > 6 * 24_000 && handed[0].count < whole.count / 2) }
    }

    /// A given lead sheet is played to; the listener is asked for nothing else than the voice.
    @Test func aGivenLeadSheetIsPlayedTo() throws {
        let heard = try generator().generate(for: vocal(3), recipe: recipe()) { _ in }
        var own = recipe()
        own.leadSheet = heard.heard.leadSheet
        #expect(try generator().generate(for: vocal(3), recipe: own) { _ in }.audio == heard.audio)
        own.leadSheet?.chords = [.init(start: 0, end: 3, chord: Chord(parsing: "F#m"))]
        let other = try generator().generate(for: vocal(3), recipe: own) { _ in }
        #expect(other.heard.leadSheet == own.leadSheet)
        #expect(other.audio != heard.audio)
    }

    @Test func theDescriptionFitsTheTakes() throws {
        let description = FastSAGGenerator.description
        let made = try generator().generate(for: vocal(1), recipe: recipe()) { _ in }
        #expect(Set(description.stems) == Set(made.stems.keys))
        #expect(description.defaults.system == description.name)
        #expect(try generator().description.name == description.name)
        try description.validate(description.defaults)
        #expect(description.defaults == Recipe(system: "fastsag", steps: 8, guidance: 6, solver: .dpm))
    }

    @Test func theHashNamesTheWeights() throws {
        let weights = try TinyGenerator.weights.get()
        let (model, vocoder, splitter) = (weights.model.digest, weights.vocoder.digest, weights.splitter.digest)
        #expect(try generator().modelHash(heardBy: nil) == "\(model)-\(vocoder)")
        #expect(
            try TinyGenerator.splitting().modelHash(heardBy: "ear") == "\(model)-\(vocoder)-ear-\(splitter)")
        #expect(
            try generator().generate(for: vocal(1), recipe: recipe()) { _ in }.take.modelHash == "\(model)-\(vocoder)")
        #expect(weights.model.digest != weights.vocoder.digest)
    }
}
