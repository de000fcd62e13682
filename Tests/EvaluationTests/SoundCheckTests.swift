import Evaluation
import Foundation
import Signal
import Testing

struct SoundCheckTests {
    private func sine(_ hertz: Double, amplitude: Double = 0.1, seconds: Double = 3) -> [Float] {
        (0..<Int(seconds * 24_000)).map { Float(amplitude * sin(2 * .pi * hertz * Double($0) / 24_000)) }
    }

    private func check(_ samples: [Float]) throws -> SoundCheck {
        try SoundCheck(AudioBuffer(sampleRate: 24_000, mono: samples))
    }

    /// BS.1770: a 997 Hz sine of 0 dBFS in one channel reads -3.01 LUFS.
    @Test func aSineReadsAsTheStandardSays() throws {
        let found = try check(sine(997))
        #expect(abs(try #require(found.loudness) - (-23.01)) < 0.15)
        #expect(abs(try #require(found.truePeak) - (-20)) < 0.1)
        #expect(abs(found.bandwidth - 997) < 30)
        #expect(found.flatness < 0.01)
        #expect(found.highFrequencyShare < 0.001)
        #expect(found.clippedSamples == 0 && found.isFinite && found.silentShare == 0)
    }

    /// exp(-Euler's gamma) = 0.5615: the geometric over the arithmetic mean of exponentially distributed power.
    @Test func whiteNoiseIsFlat() throws {
        var generator = SeededGenerator(seed: 2)
        let found = try check((0..<96_000).map { _ in Float(0.05 * generator.normal()) })
        #expect(abs(found.flatness - 0.5615) < 0.02)
        #expect(abs(found.bandwidth - 11_880) < 60)
        #expect(abs(found.highFrequencyShare - 7.0 / 12) < 0.02)
    }

    @Test func silenceAndFaultsAreCounted() throws {
        let half = sine(440) + [Float](repeating: 0, count: 72_000)
        #expect(abs(try check(half).silentShare - 0.5) < 0.02)
        let silence = try check([Float](repeating: 0, count: 24_000))
        #expect(silence.loudness == nil && silence.truePeak == nil && silence.bandwidth == 0)
        #expect(silence.silentShare == 1)
        var faulty = sine(440)
        faulty[100] = .nan
        faulty[200] = 1
        faulty[300] = -1.2
        let found = try check(faulty)
        #expect(!found.isFinite && found.clippedSamples == 2)
    }

    @Test func aClickAtASeamStandsOut() {
        let left = sine(220, seconds: 1)
        var jump = left + left.map { $0 + 0.05 }
        let clicks = SoundCheck.seamClicks(AudioBuffer(sampleRate: 24_000, mono: jump), joins: [0.5, 1, 1.5])
        #expect(clicks[0] < 1.2 && clicks[2] < 1.2)
        #expect(clicks[1] > 20)
        jump = sine(220, seconds: 2)
        #expect(SoundCheck.seamClicks(AudioBuffer(sampleRate: 24_000, mono: jump), joins: [1])[0] < 1.2)
    }
}
