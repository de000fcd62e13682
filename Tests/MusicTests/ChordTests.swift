import Foundation
import Music
import Testing

@Suite struct ChordTests {
    /// Root, quality, bass of what a songwriter or an annotation writes.
    @Test(arguments: [
        ("C", 0, ChordQuality.major, 0), ("F#m7", 6, .minor7, 6), ("Bb7", 10, .dominant7, 10), ("B", 11, .major, 11),
        ("Bbm", 10, .minor, 10), ("Gmaj7", 7, .major7, 7), ("GM7", 7, .major7, 7), ("D/F#", 2, .major, 6),
        ("C#m7/G#", 1, .minor7, 8), ("E♭dim", 3, .diminished, 3), ("Dm7b5", 2, .halfDiminished7, 2),
        ("Gø", 7, .halfDiminished7, 7), ("Bo7", 11, .diminished7, 11), ("A+", 9, .augmented, 9),
        ("Asus", 9, .suspended4, 9), ("Esus2", 4, .suspended2, 4), ("AbmMaj7", 8, .minorMajor7, 8),
        ("F6", 5, .major6, 5), ("Am6", 9, .minor6, 9), ("C9", 0, .dominant9, 0), ("E5", 4, .power, 4),
        ("a-7", 9, .minor7, 9), ("C#:min7", 1, .minor7, 1), ("C:maj/3", 0, .major, 4), ("A:min/b3", 9, .minor, 0),
        ("G:7/b7", 7, .dominant7, 5), ("D:maj/9", 2, .major, 4), ("F:sus4(b7)", 5, .dominant7Suspended4, 5),
        ("Cb", 11, .major, 11), ("F##m", 7, .minor, 7), ("H", 11, .major, 11), ("Hm7", 11, .minor7, 11),
        ("G/H", 7, .major, 11), ("Hb", 10, .major, 10), ("Cadd9", 0, .added9, 0), ("C2", 0, .added9, 0),
        ("Dm(add9)", 2, .minorAdded9, 2), ("C6/9", 0, .major69, 0), ("C69", 0, .major69, 0),
        ("C6/9/E", 0, .major69, 4), ("C6/E", 0, .major6, 4), ("Bbm6/9", 10, .minor69, 10), ("Cmaj9", 0, .major9, 0),
        ("FM9/A", 5, .major9, 9), ("Cm9", 0, .minor9, 0), ("C#:min9", 1, .minor9, 1), ("C11", 0, .dominant11, 0),
        ("D9sus4", 2, .dominant11, 2), ("Em11", 4, .minor11, 4), ("C13", 0, .dominant13, 0),
        ("Abmaj13", 8, .major13, 8), ("C7b9", 0, .dominant7Flat9, 0), ("C7(b9)/G", 0, .dominant7Flat9, 7),
        ("E7#9", 4, .dominant7Sharp9, 4), ("Bb7#11", 10, .dominant7Sharp11, 10), ("C7b5", 0, .dominant7Flat5, 0),
        ("Gaug7", 7, .augmented7, 7), ("G7sus4", 7, .dominant7Suspended4, 7), ("A7sus", 9, .dominant7Suspended4, 9),
        ("Cdim7", 0, .diminished7, 0), ("Cm7b5", 0, .halfDiminished7, 0), ("Csus2", 0, .suspended2, 0),
    ])
    func chordsAreRead(text: String, root: Int, quality: ChordQuality, bass: Int) {
        let wanted = Chord(root: PitchClass(root), quality: quality, bass: PitchClass(bass))
        #expect(Chord(parsing: text) == wanted)
    }

    @Test(arguments: [
        "", " ", "Ham", "I", "m", "dim", "N", "7", "/", "/G", "C/", "C/I", "C//G", "C6/9/", "C7b", "Cadd", "C6/9/9/9",
        "C/G/B", "C/0", "C/14", "C/#",
        "C 7", " C", "C#x", "Cmin9999", "C:", "#C", "é", "👍",
    ])
    func whatIsNoChordIsRefused(text: String) { #expect(Chord(parsing: text) == nil) }

    @Test func everyChordIsReadAsItIsWritten() {
        for quality in ChordQuality.allCases {
            for root in 0..<12 {
                for bass in 0..<12 {
                    let chord = Chord(root: PitchClass(root), quality: quality, bass: PitchClass(bass))
                    #expect(Chord(parsing: chord.description) == chord, "\(chord)")
                }
            }
        }
    }

    @Test func tonesStandOverTheRoot() {
        #expect(Chord(parsing: "D7")?.pitchClasses.map(\.value) == [2, 6, 9, 0])
        #expect(Chord(parsing: "Bdim7")?.pitchClasses.map(\.value) == [11, 2, 5, 8])
        #expect(Chord(parsing: "C9")?.pitchClasses.map(\.value) == [0, 4, 7, 10, 2])
        #expect(Chord(parsing: "D6/9")?.pitchClasses.map(\.value) == [2, 6, 9, 11, 4])
        #expect(Chord(parsing: "C11")?.pitchClasses.map(\.value) == [0, 7, 10, 2, 5])
        #expect(Chord(parsing: "C13")?.pitchClasses.map(\.value) == [0, 4, 7, 10, 2, 9])
        #expect(Chord(parsing: "G7#9")?.pitchClasses.map(\.value) == [7, 11, 2, 5, 10])
    }

    @Test func transposingMovesRootAndBass() throws {
        let chord = try #require(Chord(parsing: "C#m7/G#"))
        #expect(chord.transposed(by: -2).description == "Bm7/F#")
        #expect(chord.transposed(by: 25).description == "Dm7/A")
        #expect((0..<12).reduce(chord) { chord, _ in chord.transposed(by: 1) } == chord)
    }

    @Test func minorChordsHaveAMinorThirdOnly() {
        let minor = ChordQuality.allCases.filter(\.isMinor)
        #expect(
            minor == [
                .minor, .minor7, .minorMajor7, .diminished, .halfDiminished7, .diminished7, .minor6, .minorAdded9,
                .minor69, .minor9, .minor11,
            ])
    }

    /// As Backline wrote chords before there were these ninths.
    @Test func oldChordsAreStillRead() throws {
        let old = #"[{"root":0,"quality":"dominant9","bass":4},{"root":7,"quality":"suspended4","bass":7}]"#
        let chords = try JSONDecoder().decode([Chord].self, from: Data(old.utf8))
        #expect(chords.map(\.description) == ["C9/E", "Gsus4"])
    }

    /// Whatever two qualities share a spelling would read one of them wrongly.
    @Test func spellingsAreOfOneQualityEach() {
        let spellings = ChordQuality.allCases.flatMap { Set($0.spellings).map(\.self) }
        #expect(spellings.count == Set(spellings).count)
    }

    @Test func chordsSurviveJSON() throws {
        let chords = ["C", "F#m7/E", "Bbdim", "C6/9/E", "E7#9"].compactMap { Chord(parsing: $0) }
        let data = try JSONEncoder().encode(chords)
        #expect(try JSONDecoder().decode([Chord].self, from: data) == chords)
    }
}
