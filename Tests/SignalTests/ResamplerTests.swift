import Signal
import Testing

struct ResamplerTests {
    static let rates: [(Double, Double)] = [
        (44100, 24000), (48000, 24000), (24000, 44100), (22050, 32000), (8000, 96000), (192_000, 24000),
        (44056, 24000), (11025.5, 24000),
    ]

    @Test(arguments: rates)
    func toneKeepsPitchLevelAndTime(from: Double, to: Double) throws {
        let resampler = try Resampler(from: from, to: to)
        let input = tone(hertz: 997, sampleRate: from, count: Int(from), amplitude: 0.5)
        let output = try resampler.resample(input)
        #expect(output.count == resampler.outputLength(input.count))
        // The edges ring, since silence stands around the signal: an eighth of a second is left out.
        let edge = Int(to / 8)
        let inner = edge..<output.count - edge
        let expected = tone(hertz: 997, sampleRate: to, count: output.count, amplitude: 0.5)
        #expect(largestDifference(Array(output[inner]), Array(expected[inner])) < 1e-5)
    }

    /// 20 kHz does not exist at 24 kHz: it must vanish, not fold back to 4 kHz.
    @Test func noAliases() throws {
        let output = try Resampler(from: 48000, to: 24000)
            .resample(tone(hertz: 20000, sampleRate: 48000, count: 48000))
        #expect(rootMeanSquare(output[1000..<23000]) < 1e-6)
    }

    @Test(arguments: rates, [0, 1, 2, 441, 8193])
    func lengthIsExact(rates: (Double, Double), count: Int) throws {
        let resampler = try Resampler(from: rates.0, to: rates.1)
        #expect(try resampler.resample(noise(count)).count == resampler.outputLength(count))
    }

    @Test func lengthRoundsUp() throws {
        #expect(try Resampler(from: 44100, to: 24000).outputLength(44100) == 24000)
        #expect(try Resampler(from: 44100, to: 24000).outputLength(44101) == 24001)
        #expect(try Resampler(from: 48000, to: 24000).outputLength(1) == 1)
        #expect(try Resampler(from: 48000, to: 24000).outputLength(0) == 0)
    }

    /// Around the signal there is silence, so writing it out changes nothing, up to the last sample. 443 samples become
    /// 241.09: the last of the 242 is the one that libsoxr alone would leave out.
    @Test func theLastSampleIsAnswered() throws {
        let resampler = try Resampler(from: 44100, to: 24000)
        let samples = [Float](repeating: 0.5, count: 443)
        let output = try resampler.resample(samples)
        let longer = try resampler.resample(samples + [Float](repeating: 0, count: 441))
        #expect(output.count == 242)
        #expect(abs(output[241]) > 0.01)
        #expect(largestDifference(output, Array(longer[..<242])) < 1e-6)
    }

    @Test func blocksGiveTheSameAsTheWhole() throws {
        let resampler = try Resampler(from: 44100, to: 24000)
        let samples = noise(20000)
        let stream = try ResamplingStream(resampler)
        var output = [Float]()
        for start in stride(from: 0, to: samples.count, by: 777) {
            try Array(samples[start..<min(start + 777, samples.count)]).withUnsafeBufferPointer {
                try stream.push($0, into: &output)
            }
        }
        try stream.finish(into: &output)
        #expect(try resampler.resample(samples) == output)
    }

    @Test func channelsStaySeparate() throws {
        let buffer = AudioBuffer(sampleRate: 44100, channels: [noise(4410, seed: 1), noise(4410, seed: 2)])
        let output = try Resampler.resample(buffer, to: 24000)
        #expect(output.sampleRate == 24000)
        let resampler = try Resampler(from: 44100, to: 24000)
        #expect(output.channels[0] == (try resampler.resample(buffer.channels[0])))
        #expect(output.channels[1] == (try resampler.resample(buffer.channels[1])))
    }

    @Test func equalRatesChangeNothing() throws {
        let samples = noise(1000)
        #expect(try Resampler(from: 24000, to: 24000).resample(samples) == samples)
    }

    @Test(arguments: [0, -1, Double.nan, .infinity])
    func invalidRatesAreRefused(rate: Double) {
        #expect(throws: ResamplerError.self) { try Resampler(from: rate, to: 24000) }
        #expect(throws: ResamplerError.self) { try Resampler(from: 24000, to: rate) }
    }
}
