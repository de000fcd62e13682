import Evaluation
import Foundation
import Signal
import Testing

struct ChromagramTests {
    private func tone(_ hertz: Double, seconds: Double = 2) -> [Float] {
        (0..<Int(seconds * Band.rate)).map { Float(0.2 * sin(2 * .pi * hertz * Double($0) / Band.rate)) }
    }

    @Test(arguments: 0..<12)
    func aToneIsItsPitchClass(pitchClass: Int) {
        for octave in [48, 60, 72] {
            let samples = tone(440 * exp2(Double(octave + pitchClass - 69) / 12))
            let chroma = ChromaAnalysis().chromagram(of: samples).shares()
            #expect(chroma.values[20 * 12 + pitchClass] > 0.97)
        }
    }

    @Test func tuningIsFound() {
        // A = 450 Hz is 39 cents sharp: cos^2 leaves 12 % of a tone unless the tuning is known.
        let samples = tone(450)
        let fixed = ChromaAnalysis().chromagram(of: samples)
        let tuned = ChromaAnalysis(estimatesTuning: true).chromagram(of: samples)
        #expect(tuned.values[20 * 12 + 9] > 5 * fixed.values[20 * 12 + 9])
    }

    @Test func strokesAreRejected() {
        let steady = tone(440)
        let strokes = Band.clicks(at: stride(from: 0.1, to: 2, by: 0.5).map { $0 }, duration: 2)
        let samples = zip(steady, strokes).map { $0 * 0.3 + $1 }
        let plain = ChromaAnalysis(harmonicOnly: false).chromagram(of: samples).shares()
        let harmonic = ChromaAnalysis().chromagram(of: samples).shares()
        let struck = Int(0.6 * Band.rate / 1_024)
        #expect(harmonic.values[struck * 12 + 9] > plain.values[struck * 12 + 9] + 0.1)
    }

    @Test func smoothingIsAMovingAverage() {
        var values = [Float](repeating: 0, count: 11 * 12)
        values[5 * 12] = 1
        let chroma = Chromagram(values: values, hopSeconds: 0.1).smoothed(seconds: 0.4)
        let first = (0..<11).map { chroma.values[$0 * 12] }
        #expect(first == [0, 0, 0, 0.2, 0.2, 0.2, 0.2, 0.2, 0, 0, 0])
    }

    @Test func transpositionTurnsTheCircle() {
        let chroma = Chromagram(values: (0..<12).map { Float($0) }, hopSeconds: 1)
        #expect(chroma.transposed(by: 3).values == [9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 8])
        #expect(chroma.transposed(by: -12) == chroma)
    }

    @Test func silenceHasNoChroma() {
        let samples = [Float](repeating: 0, count: 24_000)
        #expect(ChromaAnalysis().chromagram(of: samples).values.allSatisfy { $0 == 0 })
        #expect(ChromaAnalysis().chromagram(of: []).frames == 0)
    }
}
