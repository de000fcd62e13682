import Listener
import Music
import Testing

@Suite struct BarDecoderTests {
    private func decode(
        _ made: MadeUpPosteriors, meter: Int? = nil, downbeat: Int? = nil, hint: [Float]? = nil
    ) -> BarDecoder.Bars {
        BarDecoder().decode(made.posteriors(), beats: made.sheet.beats, meter: meter, downbeat: downbeat) {
            hint ?? [Float](repeating: 0, count: $0)
        }[0]
    }

    @Test(arguments: [(3, 0), (3, 2), (4, 0), (4, 1), (4, 3)])
    func metreAndDownbeatsAreFound(meter: Int, pickup: Int) throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 100, meter: meter, pickup: pickup, duration: 20)
        let bars = decode(MadeUpPosteriors(sheet: sheet, duration: 20))
        #expect(bars.meter == meter && bars.firstDownbeat == pickup)
        #expect(bars.meterConfidence > 0.9 && bars.downbeatConfidence > 0.9)
    }

    /// The other half of what is said changes with what is fixed.
    @Test func whatIsGivenIsKept() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 100, meter: 4, pickup: 1, duration: 20)
        let made = MadeUpPosteriors(sheet: sheet, duration: 20)
        #expect(decode(made, meter: 3).meter == 3)
        #expect(decode(made, meter: 2).firstDownbeat == 1)
        #expect(decode(made, meter: 8).firstDownbeat % 4 == 1)
        #expect(decode(made, meter: 4, downbeat: 6).firstDownbeat == 2)
        #expect(decode(made, downbeat: 5).firstDownbeat == 1)
        #expect(decode(made, meter: 4, downbeat: 6).downbeatConfidence == 1)
    }

    @Test func withoutEvidenceTheHintDecides() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 100, duration: 10)
        let made = MadeUpPosteriors(sheet: sheet, duration: 10, clarity: 0, noise: 0)
        let guess = decode(made)
        #expect(guess.meter == 4 && guess.downbeatConfidence < 0.3 && guess.meterConfidence < 0.95)
        let hinted = decode(made, meter: 4, hint: [0, 0, 3, 0])
        #expect(hinted.firstDownbeat == 2 && hinted.downbeatConfidence > guess.downbeatConfidence)
    }
}
