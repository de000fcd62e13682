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
        ("G:7/b7", 7, .dominant7, 5), ("D:maj/9", 2, .major, 4), ("F:sus4(b7)", 5, .suspended4, 5),
        ("Cb", 11, .major, 11), ("F##m", 7, .minor, 7),
    ])
    func chordsAreRead(text: String, root: Int, quality: ChordQuality, bass: Int) {
        let wanted = Chord(root: PitchClass(root), quality: quality, bass: PitchClass(bass))
        #expect(Chord(parsing: text) == wanted)
    }

    @Test(arguments: [
        "", " ", "H", "Hm", "m", "dim", "N", "7", "/", "/G", "C/", "C/H", "C//G", "C/G/B", "C/0", "C/14", "C/#",
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
    }

    @Test func transposingMovesRootAndBass() throws {
        let chord = try #require(Chord(parsing: "C#m7/G#"))
        #expect(chord.transposed(by: -2).description == "Bm7/F#")
        #expect(chord.transposed(by: 25).description == "Dm7/A")
        #expect((0..<12).reduce(chord) { chord, _ in chord.transposed(by: 1) } == chord)
    }

    @Test func minorChordsHaveAMinorThirdOnly() {
        let minor = ChordQuality.allCases.filter(\.isMinor)
        #expect(minor == [.minor, .minor7, .minorMajor7, .diminished, .halfDiminished7, .diminished7, .minor6])
    }

    @Test func chordsSurviveJSON() throws {
        let chords = ["C", "F#m7/E", "Bbdim"].compactMap { Chord(parsing: $0) }
        let data = try JSONEncoder().encode(chords)
        #expect(try JSONDecoder().decode([Chord].self, from: data) == chords)
    }
}
