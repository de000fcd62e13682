import Evaluation
import Foundation
import Signal
import Testing

struct VocodingFiguresTests {
    private static let rate = 24_000.0

    /// Decaying noise every half second.
    private func drums(sharp: Bool) -> [Float] {
        var generator = SeededGenerator(seed: 3)
        let noise = generator.normals(96_000)
        return noise.indices.map { index in
            let since = Double((index + 6_000) % 12_000) / Self.rate
            let attack: Double = sharp ? 1 : min(since / 0.03, 1)
            let gain = 0.2 * attack * exp(-since / 0.05)
            return noise[index] * Float(gain)
        }
    }

    private func voice(vibrato: Double = 0, breath: Float = 0) -> [Float] {
        var generator = SeededGenerator(seed: 4)
        var phase = 0.0
        return (0..<48_000).map { index in
            let cents = vibrato * sin(2 * .pi * 5 * Double(index) / Self.rate)
            phase += 2 * .pi * 220 * exp2(cents / 1_200) / Self.rate
            let tone = 0.2 * sin(phase) + 0.1 * sin(2 * phase)
            return Float(tone) + breath * Float(generator.normal())
        }
    }

    @Test func theSameSoundIsPerfect() throws {
        let sound = drums(sharp: true)
        let figures = try VocodingFigures(made: sound, real: sound)
        #expect(figures.melL1 == 0 && figures.distance == 0 && figures.longDistance == 0)
        #expect(figures.periodicity == 0 && figures.highBandDistance == 0 && figures.highBandRatio == 0)
        #expect(figures.onsetPeaks == 1 && figures.attackSlopes == 1 && figures.crest == 0)
        let mean = VocodingFigures.mean([figures, figures])
        #expect(mean == figures)
    }

    @Test func softAttacksAreLessSharp() throws {
        let (soft, sharp) = (drums(sharp: false), drums(sharp: true))
        let duller = try #require(TransientSharpness(made: soft, real: sharp))
        #expect(duller.onsets == 8)
        #expect(duller.peaks < 0.9 && duller.slopes < 0.7)
        let sharper = try #require(TransientSharpness(made: sharp, real: soft))
        #expect(sharper.slopes > 1.2)
        #expect(TransientSharpness(made: soft, real: [Float](repeating: 0, count: soft.count)) == nil)
    }

    /// Of a click over 4 ms, as much energy over more samples.
    @Test func smearedClicksLoseTheirPeaks() throws {
        var generator = SeededGenerator(seed: 5)
        let floor = generator.normals(96_000).map { $0 * 0.001 }
        var sharp = floor, smeared = floor
        for start in stride(from: 6_000, to: 96_000, by: 12_000) {
            sharp[start] += 0.8
            for index in 0..<100 { smeared[start + index] += 0.08 }
        }
        let duller = try #require(TransientSharpness(made: smeared, real: sharp))
        #expect(duller.onsets == 8 && duller.crest < -10)
    }

    /// A sine of 50 cents is 35 cents from none in the root mean square, a little less as the window sees it.
    @Test func aLostVibratoIsMeasuredInCents() throws {
        let error = PeriodicityError(made: voice(), real: voice(vibrato: 50))
        #expect(abs(try #require(error.cents) - 50 / 2.0.squareRoot()) < 5)
        #expect(error.voicingF1 == 1)
    }

    @Test func noiseInAVoiceCostsPeriodicity() throws {
        let slight = PeriodicityError(made: voice(breath: 0.02), real: voice())
        let strong = PeriodicityError(made: voice(breath: 0.08), real: voice())
        #expect(slight.periodicity < strong.periodicity && strong.periodicity > 0.1)
    }

    @Test func theHighBandIsMeasuredInDecibels() {
        func mix(_ high: Float) -> [Float] {
            (0..<24_000).map { index in
                let angle = 2 * Double.pi * Double(index) / Self.rate
                return 0.3 * Float(sin(1_000 * angle)) + high * Float(sin(8_000 * angle))
            }
        }
        let halved = HighBandEnergy(made: mix(0.05), real: mix(0.1))
        #expect(abs(halved.ratio + 20 * log10(2)) < 0.1)
        #expect(abs(halved.distance - 20 * log10(2)) < 0.1)
    }
}
