import Listener
import Music
import Testing

struct KeyEstimatorTests {
    private func notes(_ pitches: [Float]) -> [SungNote] {
        pitches.enumerated().map { SungNote(start: Double($0), end: Double($0) + 0.5, pitch: $1, energy: -20) }
    }

    /// The tonic triad three times and the scale once.
    @Test(arguments: 0..<24)
    func findsEveryKey(index: Int) {
        let key = Key(index: index)
        let tonic = Float(60 + key.tonic.value)
        let triad: [Float] = key.mode == .major ? [0, 4, 7] : [0, 3, 7]
        let scale: [Float] = key.mode == .major ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10]
        let found = KeyEstimator().estimate(notes((triad + triad + triad + scale).map { $0 + tonic }))
        #expect(found.key == key)
        #expect(found.clarity > 0.05)
    }

    /// Correlating the profile with itself gives 1 (Krumhansl 1990, table 4.1 holds the ratings).
    @Test func aProfileCorrelatesWithItself() {
        let ratings = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]
        let correlations = KeyEstimator().correlations(ratings)
        #expect(abs(correlations[0] - 1) < 1e-12)
        // Published: C major against G major .591, against A minor .651.
        #expect(abs(correlations[7] - 0.591) < 0.002)
        #expect(abs(correlations[12 + 9] - 0.651) < 0.002)
    }

    @Test func nothingHasNoClarity() {
        #expect(KeyEstimator().estimate([SungNote]()).clarity == 0)
    }

    /// C D E F G A with rests on C and G: C major, not F, though all tones are in both but B.
    @Test func phrasesEndOnTheTonicsTriad() {
        func phrase(_ pitches: [Float], from start: Double) -> [SungNote] {
            pitches.enumerated().map { number, pitch in
                SungNote(
                    start: start + Double(number) * 0.5, end: start + Double(number) * 0.5 + 0.45, pitch: pitch,
                    energy: -20)
            }
        }
        let notes = phrase([60, 67, 69, 65, 62, 64, 67], from: 0) + phrase([65, 69, 62, 65, 64, 62, 60], from: 5)
        let ends = KeyEstimator().logLikelihoods(ofEnds: notes, until: 9)
        #expect(ends[0] > ends[5] && ends[0] > ends[7])
        #expect(KeyEstimator().logLikelihoods(ofEnds: [], until: 9) == [Double](repeating: 0, count: 24))
    }

    /// A recording that stops in the middle of a phrase ends on no note; few ends count for less than many.
    @Test func whatIsCutOffEndsNothing() {
        let notes = [60, 62, 64].enumerated().map { number, pitch in
            SungNote(
                start: Double(number) * 0.5, end: Double(number) * 0.5 + 0.45, pitch: Float(pitch), energy: -20)
        }
        let estimator = KeyEstimator()
        #expect(estimator.logLikelihoods(ofEnds: notes, until: 1.5) == [Double](repeating: 0, count: 24))
        let one = estimator.logLikelihoods(ofEnds: notes, until: 3)
        #expect(one[4] > one[0])
        let twice = notes + notes.map { SungNote(start: $0.start + 3, end: $0.end + 3, pitch: $0.pitch, energy: -20) }
        let two = estimator.logLikelihoods(ofEnds: twice, until: 6)
        #expect(two[4] - two[0] > one[4] - one[0])
    }
}
