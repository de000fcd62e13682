import Music
import Testing

@Suite struct ChordVoicingTests {
    private func chord(_ name: String) throws -> Chord { try #require(Chord(parsing: name)) }

    @Test func aTriadHasItsTonesOverItsBass() throws {
        var voicing = ChordVoicing()
        let pitches = voicing.pitches(of: try chord("C/E"))
        #expect(pitches.first == 40)
        #expect(Set(pitches.dropFirst().map { $0 % 12 }) == [0, 4, 7])
        #expect(pitches.dropFirst().allSatisfy { (55...72).contains($0) })
    }

    @Test func aNinthKeepsWhatColoursIt() throws {
        var voicing = ChordVoicing()
        let pitches = voicing.pitches(of: try chord("G9"))
        #expect(pitches[0] % 12 == 7)
        #expect(Set(pitches.dropFirst().map { $0 % 12 }) == [11, 5, 9])
    }

    /// Over the bass the third, the seventh and the highest tension, where there are any.
    @Test(arguments: [
        ("Cadd9", [0, 4, 2]), ("C6/9", [4, 9, 2]), ("Cmaj9", [4, 11, 2]), ("Cm9", [3, 10, 2]),
        ("C11", [10, 2, 5]),
        ("Cm11", [3, 10, 5]), ("C13", [4, 10, 9]), ("C7b9", [4, 10, 1]), ("C7#9", [4, 10, 3]), ("C7b5", [4, 6, 10]),
        ("C7sus4", [0, 5, 10]),
    ])
    func tensionsAreHeld(name: String, tones: [Int]) throws {
        var voicing = ChordVoicing()
        let pitches = voicing.pitches(of: try chord(name))
        #expect(pitches[0] % 12 == 0 && Set(pitches.dropFirst().map { $0 % 12 }) == Set(tones))
    }

    /// From C to F, Am and G no finger needs to move by more than a whole tone in close position.
    @Test func voicesMoveLittle() throws {
        var voicing = ChordVoicing()
        let chords = try ["C", "Am", "F", "G", "C", "Em", "Am"].map {
            Array(voicing.pitches(of: try chord($0)).dropFirst())
        }
        for (before, after) in zip(chords, chords.dropFirst()) {
            let moved = zip(before, after).map { abs($0 - $1) }
            #expect(moved.reduce(0, +) <= 6, "\(before) to \(after)")
        }
    }

    @Test func everyChordCanBePlayed() {
        for root in 0..<12 {
            for quality in ChordQuality.allCases {
                var voicing = ChordVoicing()
                let pitches = voicing.pitches(of: Chord(root: PitchClass(root), quality: quality))
                #expect(pitches.count == min(quality.intervals.count, 3) + 1, "\(root) \(quality)")
            }
        }
    }

    @Test func aLeadSheetIsStruckAtChangesAndBarLines() throws {
        let sheet = LeadSheet(
            beats: (0..<8).map(Double.init), downbeats: [0, 4], meter: 4, key: Key(index: 0),
            chords: [
                .init(start: 0, end: 6, chord: try chord("C")), .init(start: 6, end: 7, chord: nil),
                .init(start: 7, end: 8, chord: try chord("F")),
            ])
        let notes = ChordVoicing.notes(of: sheet)
        #expect(notes.map(\.start) == [0, 0, 0, 0, 4, 4, 4, 4, 7, 7, 7, 7])
        #expect(notes.allSatisfy { $0.end <= 8 && $0.duration > 0.9 })
        #expect(notes[0..<4].map(\.pitch) == notes[4..<8].map(\.pitch))
    }
}
