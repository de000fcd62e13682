import Corpus
import Music
import Testing

/// C - Am - F - G, two bars each, 4/4 at 120, with a melody on every beat.
func tinySong(identifier: Int = 1, meter: Int = 4, bars: Int = 16) throws -> SongSymbols {
    let beats = (0...(bars * meter)).map { Double($0) * 0.5 }
    let names = ["C", "Am", "F/A", "G7"]
    let bar = Double(meter) * 0.5
    let chords = (0..<bars).map { index in
        LeadSheet.Span(
            start: Double(index) * bar, end: Double(index + 1) * bar, chord: Chord(parsing: names[index / 2 % 4]))
    }
    let sheet = LeadSheet(
        beats: beats, downbeats: (0...bars).map { $0 * meter }, meter: meter,
        key: Key(tonic: PitchClass(0), mode: .major), chords: chords)
    let melody = (4..<(bars * meter)).map { Note(start: Double($0) * 0.5, duration: 0.45, pitch: 64 + $0 % 5) }
    let piano = (0..<bars).flatMap { index in
        [48, 55, 64].map { Note(start: Double(index) * bar, duration: bar * 0.9, pitch: $0) }
    }
    return try SongSymbols(identifier: identifier, leadSheet: sheet, melody: melody, piano: piano, bridge: [])
}

@Suite("Song symbols")
struct SongSymbolsTests {
    @Test(
        "The split follows from the identifier alone",
        arguments: [(1, "training"), (809, "training"), (860, "validation"), (909, "validation")])
    func split(identifier: Int, name: String) throws {
        #expect(try SongSymbols.Split(identifier: identifier).rawValue == name)
    }

    @Test("Numbers between and outside the splits are refused", arguments: [0, 810, 859, 910])
    func unknown(identifier: Int) {
        #expect(throws: CorpusError.unknownIdentifier(identifier)) { try SongSymbols.Split(identifier: identifier) }
    }

    @Test("A validation song never reaches a training loader")
    func gate() throws {
        try tinySong(identifier: 5).requireTraining()
        #expect(throws: CorpusError.notForTraining(identifier: 900)) {
            try tinySong(identifier: 900).requireTraining()
        }
    }

    @Test("Transposition moves notes, chords and keys alike")
    func transposition() throws {
        let song = try tinySong().transposed(by: -3)
        #expect(song.leadSheet.key == Key(parsing: "A"))
        #expect(song.leadSheet.chords[4].chord == Chord(parsing: "D/F#"))
        #expect(song.melody[0].pitch == 64 + 4 - 3)
        #expect(try song.transposed(by: 3) == tinySong())
    }

    @Test("An excerpt begins at 0 and cuts what reaches over its ends")
    func excerpt() throws {
        let song = try tinySong().excerpt(from: 4, to: 10.25)
        #expect(song.leadSheet.beats.first == 0)
        #expect(song.leadSheet.beats.count == 13)
        #expect(song.leadSheet.downbeats == [0, 4, 8, 12])
        #expect(song.leadSheet.chords.first?.chord == Chord(parsing: "Am"))
        #expect(song.leadSheet.chords.last?.end == 6.25)
        #expect(song.melody.first?.start == 0)
        #expect(song.melody.allSatisfy { $0.start >= 0 && $0.end <= 6.25 + 1e-9 })
    }

    @Test("An excerpt has the key that holds longest in it")
    func keyChange() throws {
        var song = try tinySong()
        let sharp = Key(tonic: PitchClass(2), mode: .major)
        song.keys.append(KeyChange(start: 20, key: sharp))
        #expect(song.excerpt(from: 0, to: 30).leadSheet.key == Key(parsing: "C"))
        #expect(song.excerpt(from: 16, to: 30).leadSheet.key == sharp)
    }
}
