import Listener
import Music
import Testing

@Suite struct ChordVocabularyTests {
    @Test func everyIndexIsAChordAndBack() {
        #expect(ChordVocabulary.count == 61)
        for index in 0..<ChordVocabulary.none {
            #expect(ChordVocabulary.index(of: ChordVocabulary.chord(at: index)) == index)
        }
        #expect(ChordVocabulary.chord(at: ChordVocabulary.none) == nil)
        #expect(ChordVocabulary.chord(at: -1) == nil)
        #expect(ChordVocabulary.index(of: nil) == ChordVocabulary.none)
    }

    /// What the vocabulary lacks becomes a chord on the same root with the same third, where it has one.
    @Test func otherChordsTakeTheNearest() {
        for quality in ChordQuality.allCases {
            for root in 0..<12 {
                let chord = Chord(root: PitchClass(root), quality: quality)
                let found = ChordVocabulary.chord(at: ChordVocabulary.index(of: chord))
                #expect(found?.root == chord.root)
                #expect(found?.quality.isMinor == quality.isMinor, "\(quality)")
            }
        }
    }

    @Test func tonesAddUpOverChords() {
        var probabilities = [Float](repeating: 0, count: ChordVocabulary.count)
        probabilities[ChordVocabulary.index(of: Chord(parsing: "C"))] = 0.5
        probabilities[ChordVocabulary.index(of: Chord(parsing: "Am7"))] = 0.25
        probabilities[ChordVocabulary.none] = 0.25
        let wanted: [Float] = [0.75, 0, 0, 0, 0.75, 0, 0, 0.75, 0, 0.25, 0, 0]
        #expect(ChordVocabulary.tones(probabilities[...]) == wanted)
    }
}
