import FastSAG
import Generation
import Listener
import Music
import Recipes
import Signal
import Testing

/// Pre-roll and tail. The fixed listener hears 120 BPM in four from 0 s, so a bar lasts 2 s.
@Suite struct EdgedTakeTests {
    private func recipe(preRoll: Int? = nil, tail: Int? = nil) -> Recipe {
        Recipe(steps: 2, guidance: 2, preRoll: preRoll, tail: tail)
    }

    /// Whole listener tokens before the vocal, whole bars about it.
    @Test func aTakeBeginsBeforeTheVocalAndEndsAfterIt() throws {
        let vocal = TinyGenerator.vocal(4)
        var starts: [Double] = []
        let made = try TinyGenerator.make().generate(
            for: TakeOrder(vocal: vocal, recipe: recipe(preRoll: 1, tail: 2)), progress: { _ in }
        ) { starts.append($1) }
        let lead = -made.take.start
        #expect(lead >= 2 && lead < 2 + 512 / 24_000.0)
        #expect((lead * 24_000 / 512).rounded() == lead * 24_000 / 512)
        #expect(starts.first == made.take.start && starts == starts.sorted())
        #expect(made.tail == 4)
        #expect(made.audio.frameCount == Int((lead * 24_000).rounded()) + 192_000)
        let samples = made.audio.channels[0]
        #expect(samples.allSatisfy { $0.isFinite })
        #expect(
            samples.prefix(24_000).contains { abs($0) > 1e-4 } && samples.suffix(24_000).contains { abs($0) > 1e-4 })
        // what was heard stays in seconds of the vocal
        #expect(made.heard.pitch.hertz.count == 96_000 / 256)
        #expect(made.take.leadSheet == made.heard.leadSheet)
        #expect(made.heard.leadSheet.beats.first == -2 && made.heard.leadSheet.beats.last == 8)
        #expect(made.heard.leadSheet.chord(at: -1)?.description == "C")
        #expect(made.heard.leadSheet.chord(at: 7)?.description == "C")
    }

    @Test func noBarsAreNoBars() throws {
        let vocal = TinyGenerator.vocal(1.5)
        let generator = try TinyGenerator.make()
        let plain = try generator.generate(for: vocal, recipe: recipe()) { _ in }
        let zero = try generator.generate(for: vocal, recipe: recipe(preRoll: 0, tail: 0)) { _ in }
        #expect(zero.audio == plain.audio && zero.take.start == 0 && zero.tail == 0)
    }

    /// A re-roll keeps a pre-rolled take's length and every sample outside of its range, also when the bars have moved.
    @Test func aReRollStaysWhereItsParentLies() throws {
        let vocal = TinyGenerator.vocal(4)
        let generator = try TinyGenerator.make()
        let parent = try generator.generate(for: vocal, recipe: recipe(preRoll: 1, tail: 1)) { _ in }
        var again = recipe(preRoll: 1, tail: 1)
        // half a second into the pre-roll
        again.reroll = parent.take.start + 0.5..<parent.take.start + 1.5
        again.leadSheet = LeadSheet(
            beats: (0..<12).map { 0.1 + Double($0) * 0.4 }, downbeats: [0, 4, 8], meter: 4, key: Key(index: 0),
            chords: [.init(start: 0, end: 4, chord: Chord(parsing: "F"))])
        let made = try generator.generate(
            for: TakeOrder(
                vocal: vocal, recipe: again,
                given: Given(parent.stems, start: parent.take.start, keptBy: again)), progress: { _ in }
        ) { _, _ in }
        #expect(made.take.start == parent.take.start && made.audio.frameCount == parent.audio.frameCount)
        let (old, new) = (parent.audio.channels[0], made.audio.channels[0])
        let fade = 480
        #expect(old[..<(12_000 - fade)] == new[..<(12_000 - fade)])
        #expect(old[(36_000 + fade)...] == new[(36_000 + fade)...])
        #expect(old[12_000..<36_000] != new[12_000..<36_000])
    }

    @Test func withoutBeatsItIsSaid() throws {
        var recipe = recipe(preRoll: 2)
        recipe.leadSheet = LeadSheet(beats: [], downbeats: [], meter: 4, key: Key(index: 0), chords: [])
        #expect(throws: RecipeError.self) {
            try TinyGenerator.make().generate(for: TinyGenerator.vocal(1), recipe: recipe) { _ in }
        }
    }
}
