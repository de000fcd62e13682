import Evaluation
import Foundation
import Signal
import Testing

struct TuningEstimateTests {
    /// A C major cadence of tones with harmonics, under noise.
    private func cadence(cents: Double, noise: Float = 0) -> [Float] {
        var random = SeededGenerator(seed: 1)
        let chords = [[48, 60, 64, 67], [53, 60, 65, 69], [55, 62, 67, 71], [48, 60, 64, 67]]
        return (0..<96_000).map { index in
            let time = Double(index) / 24_000
            let tone = chords[index / 24_000].reduce(0.0) { sum, midi in
                let phase = 2 * Double.pi * 440 * exp2((Double(midi) - 69 + cents / 100) / 12) * time
                return sum + sin(phase) + sin(2 * phase) / 2 + sin(3 * phase) / 3
            }
            return Float(0.1 * tone) + noise * random.normals(1)[0]
        }
    }

    @Test(arguments: [-45.0, -15, 0, 7, 35, 49.5]) func itIsWithinACent(cents: Double) throws {
        let found = try #require(TuningEstimate(of: cadence(cents: cents)))
        #expect(abs(found.cents - cents) < 1 && found.clarity > 0.9, "\(found)")
        let noisy = try #require(TuningEstimate(of: cadence(cents: cents, noise: 0.1)))
        #expect(abs(noisy.cents - cents) < 2, "\(noisy)")
    }

    @Test func whatHasNoTuningIsNotClear() throws {
        var random = SeededGenerator(seed: 2)
        #expect(TuningEstimate(of: [Float](repeating: 0, count: 48_000)) == nil)
        #expect(TuningEstimate(of: []) == nil)
        #expect(try #require(TuningEstimate(of: random.normals(96_000))).clarity < 0.6)
    }
}
