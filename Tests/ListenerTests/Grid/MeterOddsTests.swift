import Listener
import Signal
import Testing

@Suite struct MeterOddsTests {
    /// Bars of notes at some places in beats, half a minute of them, each a little beside it.
    private static func odds(_ places: [Double], bar: Double, period: Double) -> MeterOdds {
        var generator = SeededGenerator(seed: 6)
        let duration = 30.0
        let starts = (0..<Int(duration / (bar * period))).flatMap { number in
            places.map { (Double(number) * bar + $0) * period + generator.normal(standardDeviation: 0.02) }
        }.map { max($0, 0) }.sorted()
        let notes = zip(starts, starts.dropFirst() + [duration]).map {
            SungNote(start: $0, end: $1 - 0.03, pitch: 60, energy: -20)
        }
        let posteriors = Posteriors(tokens: Int(duration * Posteriors.rate))
        let nothing = Spectrogram(frames: 0, bands: 1, values: [], hopSeconds: 1)
        return MeterOdds(
            PulseSignal.all(posteriors, notes: notes, strength: [], logMel: nothing, duration: duration))
    }

    @Test func aLongNoteEveryThirdBeatIsAWaltz() {
        #expect(Self.odds([0, 2], bar: 3, period: 0.6).three(period: 0.6) > 2)
        #expect(Self.odds([0, 2, 2.5], bar: 3, period: 0.5).three(period: 0.5) > 2)
        #expect(Self.odds([0, 2, 3], bar: 4, period: 0.6).three(period: 0.6) < -2)
        #expect(Self.odds([0, 0.5, 1, 2, 2.5, 3], bar: 4, period: 0.5).three(period: 0.5) < -2)
    }

    @Test func aSicilianoHasDottedBeats() {
        let third = 1.0 / 3
        let swaying = Self.odds([0, 2 * third, 1, 1 + 2 * third], bar: 2, period: 0.9)
        #expect(swaying.dotted(period: 0.9) > 1)
        // also where its eighths or half the dotted beat were heard as beats
        #expect(swaying.dottedBeat(period: 0.3, ratios: [1, 1.5, 2, 3]) == 3)
        #expect(swaying.dottedBeat(period: 0.9, ratios: [1]) == 1)
        let straight = Self.odds([0, 0.5, 1, 2, 3, 3.5], bar: 4, period: 0.6)
        #expect(straight.dotted(period: 0.6) < 0)
        #expect(straight.dottedBeat(period: 0.6, ratios: [1, 1.5, 2]) == nil)
    }

    @Test func withoutNotesNothingIsSaid() {
        let silent = MeterOdds([])
        #expect(silent.dottedBeat(period: 0.5, ratios: [1, 2]) == nil)
    }
}
