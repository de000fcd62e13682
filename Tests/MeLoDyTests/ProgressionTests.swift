import Listener
import MeLoDy
import Music
import Tensors
import Testing

/// Chords where a prompt gives none.
@Suite struct ProgressionTests {
    /// As songs have them: of the key, more often than not on its three main steps, and the same for the same seed.
    @Test(arguments: [Key(index: 0), Key(index: 7), Key(index: 21)]) func chordsAreOfTheirKey(key: Key) throws {
        let model = try ProgressionModel.bundled()
        var (own, main, all) = (0, 0, 0)
        let steps = [0, 5, 7].map { key.tonic.transposed(by: $0) }
        for seed in 1...20 as ClosedRange<UInt64> {
            let chords = try model.draw(bars: 16, in: key, seed: seed)
            #expect(try chords == model.draw(bars: 16, in: key, seed: seed))
            all += chords.count
            own += chords.count { $0.pitchClasses.allSatisfy { key.scale.contains($0) } }
            main += chords.count { steps.contains($0.root) }
        }
        #expect(own * 10 > all * 8, "\(own) of \(all)")
        #expect(main * 10 > all * 4, "\(main) of \(all)")
        // what is longer begins with what is shorter
        #expect(try model.draw(bars: 8, in: key, seed: 3) == Array(model.draw(bars: 16, in: key, seed: 3).prefix(8)))
        #expect(try Set((1...8).map { try model.draw(bars: 4, in: key, seed: $0) }).count > 3)
    }

    @Test func aChordIsCountedFromTheTonic() throws {
        let key = try #require(Key(parsing: "D"))
        #expect(
            ProgressionModel.relative(Chord(parsing: "A"), to: key) == ChordVocabulary.index(of: Chord(parsing: "G")))
        #expect(ProgressionModel.relative(nil, to: key) == ChordVocabulary.none)
    }
}
