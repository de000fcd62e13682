import Foundation
import Generation
import Listener
import Recipes
import Signal
import Testing

/// Voices that no listener likes, played to with the weights that come with the program: the band plays, evenly and no
/// noise. Few steps without guidance show what would be wrong in many.
@Suite struct HardVoiceTests {
    private static let generator = Result { try FastSAGGenerator.bundled() }
    private static let hearing = VocalHearing { try VocalListener.bundled() }
    private static let rate = 24_000.0

    enum Voice: CaseIterable {
        /// Glides over an octave all the time.
        case glide
        /// Shouts: clipped, with clicks and an offset.
        case shout
        /// A second of voice between digital silence.
        case islands
    }

    private static func samples(_ voice: Voice) -> [Float] {
        let seconds = 4.0
        var random = SeededGenerator(seed: 3)
        var phase = 0.0
        var samples = (0..<Int(seconds * rate)).map { index -> Float in
            let time = Double(index) / rate
            let midi = voice == .glide ? 57 + 6 * sin(2 * .pi * time / 1.7) : 57 + [0, 4, 7, 5][Int(time / 0.5) % 4]
            phase += 440 * exp2((midi - 69) / 12) / rate
            let tone = (1...8).reduce(0) { $0 + sin(2 * .pi * Double($1) * phase) / Double($1) }
            return Float(0.15 * tone * (1 - 0.8 * (time / 0.5).truncatingRemainder(dividingBy: 1)))
        }
        switch voice {
        case .glide: break
        case .shout:
            for index in samples.indices { samples[index] = min(max(8 * samples[index] + 0.3, -1), 1) }
            for _ in 0..<30 { samples[random.uniform(in: samples.indices)] = -1 }
        case .islands:
            for index in samples.indices where !(24_000..<48_000).contains(index) { samples[index] = 0 }
        }
        return samples
    }

    @Test(arguments: Voice.allCases) func theBandPlays(voice: Voice) throws {
        let vocal = AudioBuffer(sampleRate: Self.rate, mono: Self.samples(voice))
        let made = try Self.generator.get().take(
            of: vocal, recipe: Recipe(steps: 4, guidance: 1), hearing: Self.hearing
        ) { _ in }
        let take = made.audio.channels[0]
        #expect(take.allSatisfy { $0.isFinite })
        #expect((40...240).contains(made.heard.leadSheet.tempo))
        #expect(made.heard.leadSheet.chords.contains { $0.chord != nil })
        let loudness = try #require(Loudness(of: made.audio).integrated)
        #expect((-40 ... -6).contains(loudness))
        // no second is silent, in the voice or beside it
        for second in 0..<4 {
            let part = take[(second * 24_000)..<((second + 1) * 24_000)]
            let power = part.reduce(0) { $0 + Double($1 * $1) } / 24_000
            #expect(10 * log10(power) > loudness - 15, "second \(second)")
        }
        #expect(Self.flatness(take) < 0.2)
    }

    /// White noise is flat, silence is not; what the test above refuses.
    @Test func flatnessTellsNoise() {
        var random = SeededGenerator(seed: 4)
        #expect(Self.flatness(random.normals(24_000)) > 0.4)
        #expect(Self.flatness((0..<24_000).map { Float(sin(Double($0) * 0.1)) }) < 0.05)
    }

    /// Geometric over arithmetic mean of the power spectrum, the mean of frames: J. D. Johnston, "Transform coding of
    /// audio signals using perceptual noise criteria", IEEE J-SAC 1988.
    private static func flatness(_ samples: [Float]) -> Double {
        let mel = MelFrontEnd().logMel(samples)
        let frames = (0..<mel.frames).map { frame -> Double in
            let row = mel.frame(frame).map(Double.init)
            let mean = row.reduce(0) { $0 + exp(2 * $1) } / Double(row.count)
            return exp(row.reduce(0) { $0 + 2 * $1 } / Double(row.count)) / max(mean, 1e-20)
        }
        return frames.reduce(0, +) / Double(max(frames.count, 1))
    }
}
