import Foundation
import Listener
import Signal
import Testing

struct PitchTrackerTests {
    /// Cents between the track and the truth at each frame's centre, away from the ends; nil where unvoiced.
    private func errors(_ samples: [Float], truth: (Double) -> Double) -> [Double?] {
        let track = PitchTracker().track(samples)
        return (4..<(track.frameCount - 4)).map { frame in
            track.hertz[frame] > 0
                ? 1_200 * log2(Double(track.hertz[frame]) / truth(track.time(ofFrame: frame))) : nil
        }
    }

    @Test(arguments: [65.0, 110.0, 261.63, 440.0, 987.77, 1_050.0])
    func steadyTonesAreWithinThreeCents(hertz: Double) {
        let found = errors(Voices.tone(seconds: 0.5) { _ in hertz }) { _ in hertz }
        #expect(found.allSatisfy { abs($0 ?? 1_200) < 3 })
    }

    @Test func followsAGlideOfAnOctaveASecond() {
        let curve = { (seconds: Double) in 150 * exp2(seconds) }
        let found = errors(Voices.tone(seconds: 1.5, hertz: curve), truth: curve)
        #expect(found.allSatisfy { abs($0 ?? 1_200) < 15 })
    }

    @Test func followsVibrato() {
        let curve = { (seconds: Double) in 330 * exp2(0.5 / 12 * sin(2 * .pi * 5.5 * seconds)) }
        let found = errors(Voices.tone(seconds: 1, hertz: curve), truth: curve)
        // A window of 58 ms sees a third of a cycle: the turns are flattened, the pitch is not lost.
        #expect(found.allSatisfy { abs($0 ?? 1_200) < 30 })
    }

    /// Pitch is where the frame is, high or low, rising or falling: within 2 ms of it at two octaves a second.
    @Test(arguments: [100.0, 250, 700], [-2.0, 2])
    func glidesAreNeitherEarlyNorLate(hertz: Double, slope: Double) {
        let curve = { (seconds: Double) in hertz * exp2(slope * (seconds - 0.25)) }
        let found = errors(Voices.tone(seconds: 0.5, hertz: curve), truth: curve).compactMap { $0 }
        let mean = found.reduce(0, +) / Double(found.count)
        #expect(found.count > 35)
        #expect(abs(mean) < 1_200 * abs(slope) * 0.002)
    }

    /// What rings on 40 dB under the voice is not sung; a soft note by itself is.
    @Test func echoesAreNotSung() {
        let tone = Voices.tone(seconds: 0.4) { _ in 220 }
        let echo = Voices.tone(seconds: 0.06) { _ in 220 }.map { $0 * 0.01 }
        let soft = tone.map { $0 * 0.01 }
        let silence = Voices.silence(seconds: 0.3)
        let track = PitchTracker().track(silence + tone + echo + silence + soft + silence)
        func voiced(_ seconds: ClosedRange<Double>) -> [Bool] {
            (0..<track.frameCount).filter { seconds.contains(track.time(ofFrame: $0)) }.map { track.hertz[$0] > 0 }
        }
        #expect(voiced(0.33...0.67).allSatisfy { $0 })
        #expect(voiced(0.72...0.75).allSatisfy { !$0 })
        #expect(voiced(1.11...1.41).allSatisfy { $0 })
    }

    @Test func hearsAMissingFundamental() {
        let found = errors(Voices.tone(seconds: 0.5, partials: [0, 1, 1, 1, 0.5]) { _ in 200 }) { _ in 200 }
        #expect(found.allSatisfy { abs($0 ?? 1_200) < 5 })
    }

    @Test func noiseAndSilenceHaveNoPitch() {
        let track = PitchTracker().track(Voices.noise(seconds: 1, level: 0.1) + Voices.silence(seconds: 1))
        #expect(track.hertz.count { $0 > 0 } < 3)
        #expect(track.confidence.suffix(80).allSatisfy { $0 == 0 })
        #expect(track.energy.suffix(80).allSatisfy { $0 == PitchTrack.silence })
    }

    @Test func toneInNoiseKeepsItsPitch() {
        let tone = Voices.tone(seconds: 1) { _ in 220 }
        let noise = Voices.noise(seconds: 1, level: 0.01)
        let found = errors(zip(tone, noise).map { $0 + $1 }) { _ in 220 }
        #expect(found.count { abs($0 ?? 1_200) < 20 } == found.count)
    }

    @Test func voicingBeginsAndEndsWithTheTone() throws {
        let samples =
            Voices.silence(seconds: 0.5) + Voices.tone(seconds: 0.5) { _ in 300 } + Voices.silence(seconds: 0.5)
        let track = PitchTracker().track(samples)
        let first = try #require(track.hertz.firstIndex { $0 > 0 })
        let last = try #require(track.hertz.lastIndex { $0 > 0 })
        #expect(abs(track.time(ofFrame: first) - 0.5) < 0.035)
        #expect(abs(track.time(ofFrame: last) - 1) < 0.035)
    }

    @Test func framesAreThoseOfTheMelFrontEnd() {
        for count in [0, 255, 256, 24_000, 24_063] {
            let samples = [Float](repeating: 0.1, count: count)
            let expected = count < 256 ? 0 : MelFrontEnd().logMel(samples).frames
            #expect(PitchTracker().track(samples).frameCount == expected)
        }
    }

    /// A sine of amplitude a has the power a^2 / 2.
    @Test func energyIsTheLevelOfTheFrame() {
        let track = PitchTracker().track(Voices.tone(seconds: 1, partials: [1]) { _ in 300 })
        #expect(abs(track.energy[40] - Float(10 * log10(0.3 * 0.3 / 2))) < 0.1)
    }

    @Test func survivesCoding() throws {
        let track = PitchTracker().track(Voices.tone(seconds: 0.3) { _ in 300 })
        #expect(try JSONDecoder().decode(PitchTrack.self, from: JSONEncoder().encode(track)) == track)
    }
}
