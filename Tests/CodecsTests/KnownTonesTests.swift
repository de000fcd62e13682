import Codecs
import Foundation
import Signal
import Tensors
import Testing

/// Tones that are told to the vocoder, and those that the codec tells.
@Suite struct KnownTonesTests {
    /// Energy near a frequency against that of a semitone above and below.
    private func prominence(of hertz: Double, in samples: [Float]) -> Double {
        func power(_ hertz: Double) -> Double {
            var (real, imaginary) = (0.0, 0.0)
            for (index, sample) in samples.enumerated() {
                // a Hann window: neighbours three bins away don't leak
                let window = 0.5 - 0.5 * cos(2 * .pi * Double(index) / Double(samples.count))
                let angle = 2 * .pi * hertz * Double(index) / 24_000
                real += window * Double(sample) * cos(angle)
                imaginary += window * Double(sample) * sin(angle)
            }
            return real * real + imaginary * imaginary
        }
        let semitone = exp2(1.0 / 12)
        return power(hertz) / max(power(hertz * semitone), power(hertz / semitone))
    }

    /// A low tone, two of whose semitones share a band of the Mel: the vocoder that comes with the program, told it,
    /// plays it, and told its neighbour plays that.
    @Test(arguments: [0.0, 1, -1])
    func toldTonesArePlayed(semitones: Double) throws {
        let vocoder = try Vocos(Checkpoint(contentsOf: Vocos.bundledWeights))
        let told = 65.41 * exp2(semitones / 12)
        let samples = (0..<48_000).map { index -> Float in
            let time = Double(index) / 24_000
            return (1...6).reduce(Float(0)) {
                $0 + Float(0.2 / Double($1) * sin(2 * .pi * 65.41 * Double($1) * time))
            }
        }
        let mel = MelFrontEnd().logMel(samples)
        let made = try VocosStream.samples(
            of: mel, tones: Array(repeating: [Float(told)], count: mel.frames), vocoder: vocoder)
        #expect(prominence(of: told, in: Array(made[12_000..<36_000])) > 10)
    }

    /// In sections as at once, and untold frames as ever.
    @Test func tonesComeWithTheirFrames() throws {
        var configuration = tinyVocos()
        configuration.phaseGradients = true
        let vocoder = try Vocos(ParameterStore(seed: 6).root, configuration)
        var generator = SeededGenerator(seed: 7)
        let frames = 300
        let mel = generator.normals(frames * 100).map { $0 * 2 - 4 }
        let tones = (0..<frames).map { $0 < 100 ? [] : [Float(80 + $0 / 10)] }
        var whole = VocosStream(vocoder)
        let wanted = try whole.append(mel, tones: tones, isLast: true)
        var stream = VocosStream(vocoder)
        var made: [Float] = []
        for start in stride(from: 0, to: frames, by: 70) {
            let part = start..<min(start + 70, frames)
            made += try stream.append(
                Array(mel[(part.lowerBound * 100)..<(part.upperBound * 100)]), tones: Array(tones[part]),
                isLast: part.upperBound == frames)
        }
        #expect(made == wanted)
        var untold = VocosStream(vocoder)
        let plain = try untold.append(mel, isLast: true)
        #expect(plain != wanted)
        #expect(Array(plain.prefix(80 * 256)) == Array(wanted.prefix(80 * 256)))
    }

    @Test func oddsAreReadAsTones() {
        // four tokens of three pitches from A4 on: a tone held over a flicker, and a faint one
        let odds: [Float] = [3, -3, -3, 3, -3, -3, -0.5, -3, -3, 3, -3, 2]
        let all = SoundingPitches(69..<72, isMonophonic: false).tones(odds)
        #expect(all.count == 8 && all.allSatisfy { $0.first == 440 })
        #expect(all[0] == [440] && all[7].count == 1)
        // a single voice has one tone at most, and none where nothing is likely
        let one = SoundingPitches(69..<72, isMonophonic: true)
        #expect(one.tones([1, 2, -3]) == Array(repeating: [Float(440 * exp2(1.0 / 12))], count: 2))
        #expect(one.tones([-3, -3, -3]) == [[], []])
    }
}
