import Foundation
import Listener
import Testing

@Suite struct EncoderFrontEndTests {
    private let frontEnd = EncoderFrontEnd()

    private func row(_ powers: [Float], _ token: Int) -> [Float] {
        Array(powers[(token * EncoderFrontEnd.count)..<((token + 1) * EncoderFrontEnd.count)])
    }

    @Test(arguments: [45.0, 56, 58, 69, 81, 93])
    func aSineStandsInItsBin(pitch: Double) {
        let hertz = 440 * exp2((pitch - 69) / 12)
        let powers = frontEnd.powers(of: Voices.tone(seconds: 1, partials: [1]) { _ in hertz })
        #expect(powers.count == 46 * EncoderFrontEnd.count)
        let bins = row(powers, 23).prefix(EncoderFrontEnd.pitchBins)
        let best = bins.indices.max { bins[$0] < bins[$1] } ?? 0
        #expect(abs(EncoderFrontEnd.hertz(of: best) / hertz - 1) < 0.03)
    }

    @Test func theTwoWindowsReadASineAlike() {
        // on both sides of their crossing
        let levels = [56.0, 58].map { pitch in
            let powers = frontEnd.powers(
                of: Voices.tone(seconds: 1, partials: [1]) { _ in 440 * exp2((pitch - 69) / 12) })
            return 10 * log10(row(powers, 23).prefix(EncoderFrontEnd.pitchBins).max() ?? 0)
        }
        #expect(abs(levels[0] - levels[1]) < 2)
        // the amplitude is 0.3
        #expect(abs(levels[0] - 20 * log10(0.3)) < 3)
    }

    @Test func aTokenIsCentredOnItsSamples() {
        // a click in the middle of token 30
        var samples = Voices.silence(seconds: 2)
        samples[30 * 512 + 256] = 0.5
        let powers = frontEnd.powers(of: samples)
        func energy(_ token: Int, _ values: Range<Int>) -> Float { row(powers, token)[values].reduce(0, +) }
        let tones = 100..<EncoderFrontEnd.pitchBins
        #expect((0..<93).max { energy($0, tones) < energy($1, tones) } == 30)
        #expect(energy(29, tones) > 0.5 * energy(30, tones) && energy(29, tones) / energy(31, tones) < 1.01)
        // both short frames of the token hear it alike
        let bands = EncoderFrontEnd.pitchBins..<EncoderFrontEnd.count
        let halves = row(powers, 30)[bands]
        let first = halves.prefix(EncoderFrontEnd.melBands).reduce(0, +)
        #expect(abs(first / halves.suffix(EncoderFrontEnd.melBands).reduce(0, +) - 1) < 0.01)
    }

    @Test func blocksOfTokensLeaveNoSeams() {
        let samples = Voices.noise(seconds: 8, level: 0.1)
        let shift = 100
        let all = frontEnd.powers(of: samples)
        let later = frontEnd.powers(of: Array(samples.dropFirst(shift * 512)))
        // the seam of the first at token 256 lies inside a block of the second
        for token in 250..<262 {
            for (a, b) in zip(row(all, token), row(later, token - shift)) { #expect(abs(a - b) <= 1e-4 * a + 1e-9) }
        }
    }

    @Test func featuresDoNotDependOnTheLevel() {
        let samples = Voices.tone(seconds: 1) { _ in 220 }
        let loud = EncoderFrontEnd.features(frontEnd.powers(of: samples))
        let soft = EncoderFrontEnd.features(frontEnd.powers(of: samples.map { $0 * 0.1 }))
        #expect(zip(loud, soft).allSatisfy { abs($0 - $1) < 0.02 })
        #expect(loud.allSatisfy { $0 >= -2 && $0.isFinite })
        let silent = EncoderFrontEnd.features(frontEnd.powers(of: Voices.silence(seconds: 1)))
        #expect(Set(silent) == [1])
    }

    @Test func bandsAreMovedBySemitones() {
        let same = EncoderFrontEnd.bandPositions(loweredBy: 0)
        for (band, source) in same.enumerated().dropLast() {
            #expect(source.map { Float($0.band) + $0.share } == Float(band))
        }
        let lowered = EncoderFrontEnd.bandPositions(loweredBy: 12)
        for (band, source) in lowered.enumerated() {
            let hertz = EncoderFrontEnd.hertz(of: EncoderFrontEnd.pitchBins + band) / 2
            guard let source, source.band > 0 || source.share > 0 else { continue }
            let low = EncoderFrontEnd.hertz(of: EncoderFrontEnd.pitchBins + source.band)
            let high = EncoderFrontEnd.hertz(of: EncoderFrontEnd.pitchBins + source.band + 1)
            #expect(abs(low + Double(source.share) * (high - low) - hertz) < 0.01)
        }
        // what would come from over the highest band is not there
        #expect(EncoderFrontEnd.bandPositions(loweredBy: -12)[EncoderFrontEnd.melBands - 1] == nil)
    }

    @Test func lessThanATokenIsNothing() {
        #expect(frontEnd.powers(of: []).isEmpty)
        #expect(frontEnd.powers(of: [Float](repeating: 0.1, count: 511)).isEmpty)
        #expect(frontEnd.powers(of: [Float](repeating: 0.1, count: 512)).count == EncoderFrontEnd.count)
    }
}
