import Generation
import Recipes
import Signal
import Testing

/// `Given` on FastSAG's grids: samples at 24 kHz, frames of 256.
@Suite struct KeepMaskTests {
    private static let grid = Timebase(rate: 24_000, hop: 256)

    private func mask(
        _ keep: [(range: Range<Double>, share: Double)], start: Double = 0, samples: Int = 2_560, frames: Int = 12,
        ratio: Double = 1
    ) -> KeepMask {
        KeepMask(
            Given(stems: [:], keep: keep), start: start, samples: samples,
            bandSamples: Int((Double(samples) * ratio).rounded()), frames: frames, ratio: ratio, Self.grid)
    }

    /// A re-roll: everything stays but the range; a frame that the range only touches is made anew.
    @Test func aReRollFreesItsFrames() {
        let range = 600.0 / 24_000..<1_024.0 / 24_000
        let mask = mask(Given([:], keptBy: Recipe(reroll: range)).keep)
        #expect(mask.changed == [600..<1_024] && mask.changedInBand == mask.changed)
        #expect(mask.strengths == [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(mask.keptInBand(0..<2_560) == [0..<600, 1_024..<2_560])
        #expect(mask.keptInBand(700..<1_100) == [1_024..<1_100] && mask.keptInBand(0..<500) == [0..<500])
        #expect(mask.changedFrames == 2..<4 && mask.strength == 1 && mask.keepsSound)
    }

    /// A variation changes all, also the frames that fill the model's patch behind the last sample.
    @Test(arguments: [0.1, 0.4, 1]) func aVariationIsOneStrength(strength: Double) {
        let mask = mask(Given([:], keptBy: Recipe(variation: strength)).keep)
        #expect(mask.strengths == [Double](repeating: strength, count: 12) && mask.strength == strength)
        #expect(mask.changed == [0..<2_560] && !mask.keepsSound)
    }

    @Test func bothTogetherVaryTheRange() {
        let mask = mask(Given([:], keptBy: Recipe(variation: 0.3, reroll: 0..<512.0 / 24_000)).keep)
        #expect(mask.strengths == [0.3, 0.3] + [Double](repeating: 0, count: 10) && mask.keepsSound)
    }

    /// Two gaps in what stays, and what lies beyond what is given.
    @Test func whatIsInNoStretchIsFree() {
        let hop = 256.0 / 24_000
        let mask = mask([(1 * hop..<3 * hop, 1), (4 * hop..<6 * hop, 0.75), (6 * hop..<8 * hop, 1)])
        #expect(mask.changed == [0..<256, 768..<1_536, 2_048..<2_560])
        #expect(mask.strengths == [1, 0, 0, 1, 0.25, 0.25, 0, 0, 1, 1, 0, 0])
        #expect(mask.changedFrames == 0..<10)
    }

    /// Seconds of the song, of a take that begins elsewhere; in the band they pass as on a tape.
    @Test func secondsAreThoseOfTheSong() {
        let range = 10.04..<10.06
        let keep = Given([:], keptBy: Recipe(reroll: range)).keep
        let moved = mask(keep, start: 10)
        #expect(moved.changed == [960..<1_440])
        let tape = mask(keep, start: 10, ratio: 0.5)
        #expect(tape.changed == [960..<1_440] && tape.changedInBand == [480..<720])
        #expect(tape.strengths.prefix(4) == [0, 1, 1, 0])
    }

    @Test func allStaysOrNothing() {
        let all = mask([(-.infinity ..< .infinity, 1)])
        #expect(all.changed.isEmpty && all.changedFrames.isEmpty && all.keepsSound && all.strength == 0)
        let nothing = mask([])
        #expect(nothing.changed == [0..<2_560] && !nothing.keepsSound && nothing.strength == 1)
        #expect(nothing.strengths == [Double](repeating: 1, count: 12))
    }

    /// Reaching beyond the end is no more than up to it.
    @Test func aRangeEndsWithTheTake() {
        let mask = mask(Given([:], keptBy: Recipe(reroll: 2_304.0 / 24_000..<100)).keep)
        #expect(mask.changed == [2_304..<2_560])
        #expect(mask.changedFrames == 9..<10 && mask.strengths[10...] == [0, 0])
    }
}
