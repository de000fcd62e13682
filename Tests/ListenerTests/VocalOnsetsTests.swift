import Foundation
import Listener
import Signal
import Testing

struct VocalOnsetsTests {
    private func strength(_ samples: [Float]) -> [Float] {
        VocalOnsets().strength(logMel: MelFrontEnd().logMel(samples), pitch: PitchTracker().track(samples))
    }

    @Test func theStartOfATonePeaks() throws {
        let samples = Voices.silence(seconds: 0.5) + Voices.tone(seconds: 0.5) { _ in 300 }
        let values = strength(samples)
        let peak = try #require(values.indices.max { values[$0] < values[$1] })
        #expect(abs(Double(peak) * 256 / 24_000 - 0.5) < 0.035)
        #expect(values[60..<85].allSatisfy { $0 < 0.1 * values[peak] })
    }

    @Test func aStepCountsMoreThanVibrato() throws {
        let curve = { (seconds: Double) in
            (seconds < 1 ? 330 : 392) * exp2(0.3 / 12 * sin(2 * .pi * 5.5 * seconds))
        }
        let tone = Voices.tone(seconds: 2, hertz: curve)
        let values = strength(zip(tone, Voices.noise(seconds: 2, level: 1e-4)).map { $0 + $1 })
        let step = try #require(values[88..<100].max())
        let vibrato = try #require(values[30..<80].max())
        #expect(step > 3 * vibrato)
    }

    @Test func silenceHasNoOnsets() {
        #expect(strength(Voices.silence(seconds: 1)).allSatisfy { $0 == 0 })
        #expect(
            VocalOnsets().strength(
                logMel: Spectrogram(frames: 0, bands: 100, values: [], hopSeconds: 0.01),
                pitch: PitchTracker().track([])
            ).isEmpty)
    }
}
