import Evaluation
import Foundation
import Signal
import Testing

@Suite("Statistics of voices")
struct VoiceStatisticsTests {
    private static let rate = 24_000.0

    /// Harmonics of a wandering pitch.
    /// - Parameters:
    ///   - vibrato: cents to either side, and hertz.
    ///   - tilt: decibels an octave from harmonic to harmonic.
    private static func tone(
        _ hertz: Double, seconds: Double = 2, vibrato: (cents: Double, rate: Double) = (0, 5), tilt: Double = -6,
        harmonics: Int = 20
    ) -> [Float] {
        var phase = 0.0
        return (0..<Int(seconds * rate)).map { index in
            let time = Double(index) / rate
            let bent = hertz * pow(2, vibrato.cents / 1200 * sin(2 * .pi * vibrato.rate * time))
            phase += bent / rate
            let value = (1...harmonics).reduce(0.0) { sum, harmonic in
                let level = pow(10, tilt * log2(Double(harmonic)) / 20)
                return sum + level * sin(2 * .pi * Double(harmonic) * phase + Double(harmonic * harmonic))
            }
            return Float(0.1 * value)
        }
    }

    private static func statistics(_ samples: [Float]) throws -> VoiceStatistics {
        try VoiceStatistics(AudioBuffer(sampleRate: rate, mono: samples))
    }

    @Test("A vibrato of known rate and depth", arguments: [(30.0, 5.5), (60.0, 6.3)])
    func vibrato(cents: Double, rate: Double) throws {
        let measured = try Self.statistics(Self.tone(220, vibrato: (cents, rate)))
        #expect(abs(try #require(measured.mean(.vibratoExtent)) - cents) < 0.12 * cents)
        #expect(abs(try #require(measured.mean(.vibratoRate)) - rate) < 0.2)
        // The deviation of a sine is its amplitude over the square root of two.
        #expect(abs(try #require(measured.mean(.noteScatter)) - cents / 2.0.squareRoot()) < 0.12 * cents)
        #expect(abs(try #require(measured.mean(.pitch)) - 57) < 0.1)
        // The mean speed of a sine is 4 times amplitude times rate; the tracker smooths some of it away.
        let speed = 4 * cents / 100 * rate
        #expect(abs(try #require(measured.mean(.pitchMotion)) - speed) < 0.3 * speed)
    }

    @Test("A steady tone neither moves nor scatters, and no wave is found in it")
    func steady() throws {
        let measured = try Self.statistics(Self.tone(220))
        #expect(try #require(measured.mean(.noteScatter)) < 2)
        #expect(try #require(measured.mean(.vibratoExtent)) < 3)
        #expect(measured.mean(.vibratoRate) == nil)
        #expect(try #require(measured.mean(.pitchRange)) < 0.1)
        #expect(try #require(measured.mean(.voicedShare)) > 0.97)
    }

    @Test("Known tilt of the harmonics", arguments: [-6.0, -12.0, -18.0])
    func tilt(decibels: Double) throws {
        let measured = try Self.statistics(Self.tone(200, tilt: decibels, harmonics: 32))
        #expect(abs(try #require(measured.mean(.frameTilt)) - decibels) < 0.7)
    }

    @Test("Known level of harmonics over noise", arguments: [10.0, 20.0])
    func noise(decibels: Double) throws {
        var samples = Self.tone(220)
        let power = samples.reduce(0.0) { $0 + Double($1 * $1) } / Double(samples.count)
        var generator = SeededGenerator(seed: 4)
        let deviation = (power / pow(10, decibels / 10)).squareRoot()
        for index in samples.indices { samples[index] += Float(generator.normal(standardDeviation: deviation)) }
        let measured = try Self.statistics(samples)
        #expect(abs(try #require(measured.mean(.harmonicsToNoise)) - decibels) < 1)
    }

    @Test("Four syllables a second, their sharp onsets and the silence between them")
    func envelope() throws {
        var samples = Self.tone(220, seconds: 4)
        for index in samples.indices where index % 6_000 >= 4_000 { samples[index] = 0 }
        let syllables = try Self.statistics(samples)
        #expect(try #require(syllables.mean(.syllableModulation)) > 0.55)
        #expect(try #require(syllables.mean(.levelRange)) > 50)
        #expect(try #require(syllables.mean(.onsetSharpness)) > 40)
        let samplesPerSecond = 24_000
        var slow = Self.tone(220, seconds: 4)
        for index in slow.indices where index % (2 * samplesPerSecond) >= samplesPerSecond { slow[index] *= 0.1 }
        #expect(try #require(Self.statistics(slow).mean(.syllableModulation)) < 0.4)
    }

    @Test("The high limit is where the spectrum ends")
    func limit() throws {
        var samples = Self.tone(250, tilt: 0, harmonics: 24)
        // A sudden begin would be heard at all frequencies.
        for index in 0..<2_400 {
            let gain = Float(0.5 - 0.5 * cos(.pi * Double(index) / 2_400))
            samples[index] *= gain
            samples[samples.count - 1 - index] *= gain
        }
        let measured = try Self.statistics(samples)
        // The window's side lobes reach some ten bins further.
        #expect(abs(try #require(measured.mean(.highLimit)) - 6_000) < 350)
        let centre = try #require(measured.mean(.centroid))
        #expect(abs(centre - 3_125) < 300)
    }

    @Test("Silence has no voice to measure")
    func silence() throws {
        let measured = try Self.statistics([Float](repeating: 0, count: 24_000))
        #expect(measured.mean(.pitch) == nil)
        #expect(measured.mean(.harmonicsToNoise) == nil)
        #expect(measured.mean(.voicedShare) == 0)
    }

    @Test("Sets of clips: alike are near, unlike are far, and the row says where")
    func distances() throws {
        func clips(_ hertz: Double) throws -> [VoiceStatistics] {
            try [1.0, 1.1, 1.2].map { try Self.statistics(Self.tone(hertz * $0, seconds: 1, vibrato: (20, 5))) }
        }
        let low = try clips(150)
        let near = VoiceDistance(of: low, to: low)
        #expect(near.overall == 0)
        let far = VoiceDistance(of: try clips(300), to: low)
        #expect(far.overall > 0.3)
        let row = try #require(far.rows.first { $0.statistic == .pitch })
        #expect(abs(row.mean - row.referenceMean - 12) < 0.1)
        #expect(row.effect > 5)
        #expect(VoiceDistance.leaveOneOut(low).count == 3)
        let coverage = VoiceCoverage.measure([("high", try clips(300)[0]), ("low", low[1])], in: low)
        let pitch = try #require(coverage.first { $0.statistic == .pitch })
        #expect(pitch.missed.keys.sorted() == ["high"])
    }
}
