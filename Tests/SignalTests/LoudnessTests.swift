import Signal
import Testing

struct LoudnessTests {
    /// EBU Tech 3341, case 1: a stereo sine of 1 kHz at -23 dBFS reads -23 LUFS, within 0.1 LU.
    @Test(arguments: [44100.0, 48000])
    func sineOfTheStandard(rate: Double) throws {
        let channel = tone(hertz: 1000, sampleRate: rate, count: Int(rate) * 20, amplitude: 0.0707946)
        let loudness = try Loudness(of: AudioBuffer(sampleRate: rate, channels: [channel, channel]))
        #expect(abs(try #require(loudness.integrated) + 23) < 0.1)
        #expect(abs(try #require(loudness.samplePeakDecibels) + 23) < 0.01)
        #expect(loudness.range < 0.1)
    }

    /// EBU Tech 3342, case 1: 20 s at -20 dBFS, then 20 s at -30 dBFS: a range of 10 LU, within 1 LU.
    @Test func rangeOfTheStandard() throws {
        let loud = tone(hertz: 1000, sampleRate: 48000, count: 960_000, amplitude: 0.1)
        let channel = loud + loud.map { $0 * 0.3162278 }
        let loudness = try Loudness(of: AudioBuffer(sampleRate: 48000, channels: [channel, channel]))
        #expect(abs(loudness.range - 10) < 1)
    }

    /// EBU Tech 3341, case 16: a sine of a quarter of the rate, 45 degrees off, has samples at 0.707 of its peak.
    @Test func peaksBetweenTheSamples() throws {
        let amplitude: Float = 0.5
        let samples = (0..<48000).map { [1, 1, -1, -1][$0 % 4] * amplitude * 0.70710678 as Float }
        let loudness = try Loudness(of: AudioBuffer(sampleRate: 48000, mono: samples))
        #expect(abs(try #require(loudness.samplePeakDecibels) + 9.03) < 0.01)
        // The standard allows +0.2 / -0.4 dB.
        #expect((-6.42 ... -5.82).contains(try #require(loudness.truePeakDecibels)))
    }

    @Test func silenceHasNone() throws {
        let loudness = try Loudness(of: AudioBuffer(sampleRate: 24000, mono: [Float](repeating: 0, count: 48000)))
        #expect(loudness.integrated == nil)
        #expect(loudness.truePeakDecibels == nil)
        #expect(loudness.samplePeakDecibels == nil)
        #expect(loudness.range == 0)
    }

    @Test(arguments: [0, 1, 2400])
    func tooShortHasNone(count: Int) throws {
        let samples = [Float](repeating: 0.5, count: count)
        let loudness = try Loudness(of: AudioBuffer(sampleRate: 24000, mono: samples))
        #expect(loudness.integrated == nil)
        #expect(loudness.samplePeak == (count == 0 ? 0 : 0.5))
    }

    @Test func whatTheMeterCannotTake() {
        #expect(throws: LoudnessError.unsupported(channelCount: 1, sampleRate: 4)) {
            try Loudness(of: AudioBuffer(sampleRate: 4, mono: [0]))
        }
        #expect(throws: LoudnessError.unsupported(channelCount: 0, sampleRate: 48000)) {
            try Loudness(of: AudioBuffer(sampleRate: 48000, channels: []))
        }
    }
}
