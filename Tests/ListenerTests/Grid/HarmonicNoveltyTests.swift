import Foundation
import Listener
import Music
import Testing

@Suite struct HarmonicNoveltyTests {
    /// C major and F major in turn, so many seconds each.
    private static func posteriors(every seconds: Double, duration: Double = 24) -> Posteriors {
        var posteriors = Posteriors(tokens: Int(duration * Posteriors.rate))
        let chords = ["C", "F"].map { Chord(parsing: $0) }
        for token in 0..<posteriors.tokens {
            let chord = chords[Int(Posteriors.time(ofToken: token) / seconds) % 2]
            for index in 0..<ChordVocabulary.count {
                posteriors.chords[token * ChordVocabulary.count + index] =
                    index == ChordVocabulary.index(of: chord) ? log(0.8) : log(0.2 / Float(ChordVocabulary.count - 1))
            }
        }
        return posteriors
    }

    @Test(arguments: [1.5, 2, 3])
    func aChangeOfChordStandsOut(every seconds: Double) {
        let posteriors = Self.posteriors(every: seconds)
        let novelty = HarmonicNovelty.ofChords(posteriors)
        #expect(novelty.count == posteriors.tokens && novelty.allSatisfy { $0 >= 0 && $0 <= 1 })
        let change = Int(3 * seconds * Posteriors.rate), middle = Int(3.5 * seconds * Posteriors.rate)
        #expect(novelty[change] > 0.2 && novelty[change] > 3 * novelty[middle])
        #expect(novelty[(change - 30)..<(change + 30)].max() == novelty[(change - 2)..<(change + 2)].max())
    }

    @Test func whatNeverChangesHasNoRhythm() {
        let flat = Posteriors(tokens: 400)
        #expect(HarmonicNovelty.ofChords(flat).allSatisfy { $0 < 1e-4 })
    }

    /// Beats that nothing else tells apart: bars begin where the chords change.
    @Test(arguments: 0..<4)
    func barsBeginWhereTheChordsChange(first: Int) {
        let period = 0.5
        let beats = (0..<48).map { Double($0) * period }
        var posteriors = Self.posteriors(every: 2)
        let shift = Int((Double(first) * period * Posteriors.rate).rounded()) * ChordVocabulary.count
        posteriors.chords = Array(posteriors.chords.suffix(shift)) + posteriors.chords.dropLast(shift)
        let bars = BarDecoder().decode(posteriors, beats: beats, meter: 4, downbeat: nil) {
            [Float](repeating: 0, count: $0)
        }
        #expect(bars.first?.firstDownbeat == first)
    }
}
