import Corpus
import Foundation
import Music
import TestSupport
import Testing

@Suite("POP909")
struct POP909SongTests {
    @Test("Chords, key and downbeats come from POP909-CL, moved onto the original's beats")
    func corrected() throws {
        let data = try TinyPOP909()
        defer { try? data.remove() }
        let song = try POP909Song(identifier: 1, in: data.original, cl: data.corrected)
        #expect(song.source == .corrected)
        #expect(song.gridAgreement == 1)
        let sheet = song.symbols.leadSheet
        #expect(sheet.meter == 4)
        #expect(sheet.key == Key(parsing: "G"))
        #expect(Array(sheet.downbeats.prefix(3)) == [2, 6, 10])
        #expect(sheet.chords[0].chord == nil)
        #expect(sheet.chords[1].chord == Chord(parsing: "C"))
        #expect(abs(sheet.chords[1].start - 1.2) < 1e-9)
        #expect(sheet.chord(at: 3.3) == Chord(parsing: "Am"))
        #expect(sheet.chord(at: 7.3) == Chord(parsing: "G"))
        #expect(song.symbols.melody.count == 64)
        #expect(abs(song.symbols.melody[0].start - 1.2) < 1e-9)
        #expect(song.symbols.bridge.count == 16)
    }

    @Test("Without a fitting POP909-CL file the song's own estimates are read")
    func original() throws {
        let data = try TinyPOP909(identifiers: [860])
        defer { try? data.remove() }
        try FileManager.default.removeItem(at: data.corrected.appendingPathComponent("860.mid"))
        let song = try POP909Song(identifier: 860, in: data.original, cl: data.corrected)
        #expect(song.source == .original)
        #expect(song.symbols.split == .validation)
        #expect(song.symbols.leadSheet.key == Key(parsing: "C"))
        #expect(song.symbols.leadSheet.chord(at: 7.3) == Chord(parsing: "G/B"))
        #expect(Array(song.symbols.leadSheet.downbeats.prefix(2)) == [2, 6])
    }

    @Test("A melody off its beats makes a song unusable, a broken line an error")
    func refused() throws {
        let loose = try TinyPOP909(offGrid: true)
        defer { try? loose.remove() }
        #expect(
            throws: CorpusError.unusable(identifier: 1, reason: "its melody does not lie on its beats"),
            performing: { try POP909Song(identifier: 1, in: loose.original, cl: loose.corrected) })
        #expect(try POP909Song.songs(in: loose.original, cl: loose.corrected).isEmpty)
        let beats = loose.original.appendingPathComponent("001/beat_midi.txt")
        try Data("0.5 1 1\n1.0 x 0\n".utf8).write(to: beats)
        #expect(
            throws: CorpusError.badLine(beats, line: 2, text: "1.0 x 0"),
            performing: { try POP909Song(identifier: 1, in: loose.original, cl: loose.corrected) })
    }

    @Test("Overlapping notes become one line")
    func monophonic() {
        let line = POP909Song.monophonic([
            Note(start: 0, duration: 1, pitch: 60), Note(start: 0.01, duration: 1, pitch: 67),
            Note(start: 0.5, duration: 0.5, pitch: 64), Note(start: 1.2, duration: 0.2, pitch: 62),
        ])
        #expect(line.map(\.pitch) == [67, 64, 62])
        #expect(abs(line[0].end - 0.5) < 1e-9)
        #expect(zip(line, line.dropFirst()).allSatisfy { $0.end <= $1.start + 1e-9 })
    }

    @Test("Alignment finds an offset that is not a whole number of beats")
    func alignment() throws {
        let pitches = [60, 62, 64, 65, 67, 69, 71, 72, 60, 64, 67, 72]
        let original = pitches.enumerated().map { (position: Double($0.offset) * 0.75, pitch: $0.element) }
        let shifted = original.map { (position: $0.position + 2.25, pitch: $0.pitch) }
        let alignment = try #require(POP909Alignment(original: original, corrected: shifted))
        #expect(abs(alignment.offset - 2.25) < 0.01)
        #expect(alignment.agreement == 1)
        let other = pitches.reversed().enumerated().map { (position: Double($0.offset) * 1.31, pitch: $0.element + 1) }
        #expect(POP909Alignment(original: original, corrected: other) == nil)
    }

    @Test(
        "Chords from sounding notes",
        arguments: [
            ([48, 52, 55], "C"), ([52, 55, 60], "C/E"), ([45, 48, 52, 55], "Am7"), ([50, 55, 59], "G/D"),
            ([43, 47, 50, 53], "G7"), ([48, 53, 55], "Csus4"), ([48, 50, 55], "Csus2"), ([47, 50, 53, 57], "Bm7b5"),
            ([40, 47], "E5"), ([48, 52], "C"),
            ([48, 52, 55, 58, 62], "C9"), ([48, 52, 55, 62], "Cadd9"), ([45, 48, 52, 55, 59], "Am9"),
        ])
    func chordTones(pitches: [Int], name: String) {
        #expect(Chord(sounding: pitches) == Chord(parsing: name))
        #expect(Chord(sounding: pitches)?.bass == PitchClass(pitches[0]))
    }
}
