import Recipes
import Signal
import Testing

@Suite struct GivenTests {
    @Test func aRecipeSaysWhatStays() {
        let stems = ["band": AudioBuffer(sampleRate: 10, mono: [0, 0, 0, 0, 0])]
        let reroll = Given(stems, start: -1, keptBy: Recipe(reroll: 2..<3))
        #expect(reroll.keep.map(\.share) == [1, 0, 1] && reroll.start == -1 && reroll.duration == 0.5)
        #expect(reroll.keep.map(\.range) == [-.infinity..<2, 2..<3, 3 ..< .infinity])
        let varied = Given(stems, keptBy: Recipe(variation: 0.25))
        #expect(varied.keep.count == 1 && varied.keep[0].share == 0.75)
        #expect(varied.keep[0].range.contains(-1e9) && varied.keep[0].range.contains(1e9))
        #expect(Given(stems, keptBy: Recipe(variation: 0.25, reroll: 2..<3)).keep.map(\.share) == [1, 0.75, 1])
        #expect(Given(stems, keptBy: Recipe()).keep.map(\.share) == [0])
    }

    /// A strength that was typed comes back to the bit.
    @Test func strengthsComeBack() {
        for hundredths in 0...100 {
            let strength = Double(hundredths) / 100
            #expect(Given.strength(leaving: 1 - strength) == strength)
        }
        #expect(Given.strength(leaving: 1 - 0.123456) == 0.123456)
    }
}
