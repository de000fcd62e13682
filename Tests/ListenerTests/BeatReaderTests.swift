import Foundation
import Listener
import Music
import Testing

@Suite struct BeatReaderTests {
    private static let harmoniser = Result { try Harmoniser.bundled() }

    /// Where the encoder insists on beats of its own, the other readings share what is left.
    @Test func probabilitiesAreSharesOfOne() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 96, first: 0.4, duration: 29)
        let made = MadeUpPosteriors(sheet: sheet, duration: 29, clarity: 0.9, band: 0)
        let found = try LeadSheetDecoder(harmoniser: Self.harmoniser.get(), grids: .bundled()).decode(
            GridEvidence(
                posteriors: made.posteriors(), notes: Tunes.twinkle(transposedBy: 2, from: 0.4), duration: made.duration
            ),
            constraints: .init())
        #expect(found.hypotheses.count > 1)
        // one after the other in the likeliest key, then the first in other keys
        let beats = found.hypotheses.filter { $0.key == found.leadSheet.key }
        #expect(beats == Array(found.hypotheses.prefix(beats.count)))
        #expect(found.hypotheses.dropFirst(beats.count).allSatisfy { $0.tempo == beats[0].tempo })
        #expect(found.hypotheses.reduce(0) { $0 + $1.probability } <= 1 + 1e-9)
        #expect(zip(beats, beats.dropFirst()).allSatisfy { $0.probability >= $1.probability })
    }

    /// A downbeat that is told is a beat on its very time, and the grid through it stays steady, also where the encoder is
    /// sure of other beats.
    @Test(arguments: [0.7, 1.2])
    func aToldDownbeatHolds(time: Double) throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 96, first: 0.4, duration: 29)
        let made = MadeUpPosteriors(sheet: sheet, duration: 29, clarity: 0.9, band: 0)
        for (tempo, drifts) in [(nil, false), (96, true)] as [(Double?, Bool)] {
            var told = ListeningConstraints(tempo: tempo, firstDownbeat: time)
            told.tempoDrifts = drifts
            let found = try LeadSheetDecoder(harmoniser: Self.harmoniser.get(), grids: .bundled()).decode(
                GridEvidence(
                    posteriors: made.posteriors(), notes: Tunes.twinkle(transposedBy: 2, from: 0.4),
                    duration: made.duration), constraints: told)
            let beats = found.leadSheet.beats
            #expect(found.leadSheet.downbeatTimes.contains { abs($0 - time) < 1e-9 })
            guard !drifts else { continue }
            let steps = zip(beats, beats.dropFirst()).map { $1 - $0 }
            #expect((steps.max() ?? 0) - (steps.min() ?? 1) < 1e-6)
        }
    }

    /// A downbeat says where bars begin, not how fast: where the encoder is sure of the tempo, it stays.
    @Test(arguments: [0.4, 1.65])
    func aToldDownbeatKeepsTheTempo(time: Double) throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 96, first: 0.4, duration: 29)
        let made = MadeUpPosteriors(sheet: sheet, duration: 29, clarity: 0.9, band: 0)
        // notes that fall twice as often as the encoder hears beats
        let notes = (0..<90).map { number in
            let start = 0.4 + Double(number) * 60 / 96 / 2
            return SungNote(start: start, end: start + 0.2, pitch: 60, energy: -20)
        }
        let found = try LeadSheetDecoder(harmoniser: Self.harmoniser.get(), grids: .bundled()).decode(
            GridEvidence(posteriors: made.posteriors(), notes: notes, duration: made.duration),
            constraints: ListeningConstraints(firstDownbeat: time))
        #expect(abs(found.leadSheet.tempo - 96) < 1)
        #expect(found.leadSheet.downbeatTimes.contains { abs($0 - time) < 1e-9 })
    }

    /// A tone that is held has no beat.
    @Test func aSteadyToneIsUnsure() throws {
        let duration = 20.0
        let note = SungNote(start: 0.1, end: duration - 0.1, pitch: 60, energy: -20)
        let found = try LeadSheetDecoder(harmoniser: Self.harmoniser.get(), grids: .bundled()).decode(
            GridEvidence(
                posteriors: Posteriors(tokens: Int(duration * Posteriors.rate)), notes: [note], duration: duration),
            constraints: .init())
        #expect(found.leadSheet.hasUnsureBeats && found.confidence.beats < 0.2)
    }
}
