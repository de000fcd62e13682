import FastSAG
import Foundation
import Testing

@Suite struct AccompanimentFeaturesTests {
    private func sine(_ hertz: Double, seconds: Double = 2, from start: Double = 0) -> [Float] {
        (0..<Int(seconds * 24_000)).map { index in
            let time = Double(index) / 24_000
            return time < start ? 0 : Float(0.3 * sin(2 * .pi * hertz * time))
        }
    }

    private func row(_ features: AccompanimentFeatures, _ frame: Int) -> [Float] {
        let count = AccompanimentFeatures.count
        return Array(features.values[(frame * count)..<((frame + 1) * count)])
    }

    /// A semitone away the Hann window's main lobe has ended.
    @Test(arguments: [(440.0, 9), (261.63, 0), (1046.5, 0), (739.99, 6)])
    func aSineIsItsPitchClass(hertz: Double, pitchClass: Int) {
        let features = AccompanimentFeatures(sine(hertz))
        #expect(features.frameCount == 46)
        for frame in 5..<40 {
            let row = row(features, frame)
            #expect(row[pitchClass] == 1)
            #expect((0..<12).allSatisfy { $0 == pitchClass || row[$0] < 0.3 })
            // what leaks below 170 Hz fades with the distance
            if hertz > 400 { #expect(row[12..<24].allSatisfy { $0 < 0.1 }) }
        }
    }

    @Test(arguments: [(110.0, 9), (65.41, 0), (82.41, 4)])
    func aLowSineIsABass(hertz: Double, pitchClass: Int) {
        let row = row(AccompanimentFeatures(sine(hertz)), 20)
        #expect(row[12 + pitchClass] == 1)
        #expect(row[12..<24].filter { $0 == 1 }.count == 1)
    }

    @Test(arguments: [(100.0, 0), (1000.0, 1), (5000.0, 2)])
    func levelsStandInTheirBand(hertz: Double, band: Int) {
        let row = row(AccompanimentFeatures(sine(hertz)), 20)
        for other in 0..<3 where other != band { #expect(row[24 + band] > row[24 + other] + 0.5) }
        // a steady sound does not rise
        #expect(row[27 + band] < 0.02)
        // ln of 4 times the power, a sixth of it
        let louder = self.row(AccompanimentFeatures(sine(hertz).map { $0 * 2 }), 20)
        #expect(abs(louder[24 + band] - row[24 + band] - Float(log(4.0) / 6)) < 0.01)
    }

    /// Frame n is centred on sample 1024 n + 512: half of its window sounds at the onset.
    @Test func anOnsetStandsAtItsTime() throws {
        let features = AccompanimentFeatures(sine(1000, from: 1))
        let levels = (0..<features.frameCount).map { row(features, $0)[25] }
        let half = levels[35] - Float(log(4.0) / 6)
        let crossing = try #require(levels.firstIndex { $0 >= half })
        #expect(abs(Double(crossing * 1024 + 512) / 24_000 - 1) <= 0.045)
    }

    @Test func clicksRise() {
        var samples = [Float](repeating: 0, count: 48_000)
        let clicks = [12_000, 24_000, 36_000]
        for click in clicks { for index in 0..<20 { samples[click + index] = index % 2 == 0 ? 0.8 : -0.8 } }
        let features = AccompanimentFeatures(samples)
        let rises = (0..<features.frameCount).map { row(features, $0)[29] }
        let rising = rises.indices.filter { rises[$0] > 0.3 }
        for click in clicks {
            // the window reaches two frames ahead
            #expect(rising.contains { ((click - 512) / 1024 - 2...(click - 512) / 1024 + 1).contains($0) })
        }
        for frame in rising { #expect(clicks.contains { abs($0 - frame * 1024 - 512) <= 2048 }) }
    }

    @Test func silenceAndShortSoundsAreFinite() {
        let silent = AccompanimentFeatures([Float](repeating: 0, count: 5000))
        #expect(silent.frameCount == 4)
        #expect(silent.values.allSatisfy { $0.isFinite })
        #expect((0..<4).allSatisfy { row(silent, $0)[0..<24].allSatisfy { $0 == 0 } })
        #expect(AccompanimentFeatures([]).frameCount == 0)
        #expect(AccompanimentFeatures([Float](repeating: 1, count: 1023)).values.isEmpty)
        #expect(AccompanimentFeatures([Float](repeating: 1, count: 1024)).frameCount == 1)
    }
}
