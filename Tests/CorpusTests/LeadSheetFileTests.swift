import Band
import Corpus
import Foundation
import Music
import TestSupport
import Testing

@Suite("Lead sheets")
struct LeadSheetFileTests {
    /// Bars of a metre, each with a chord over it and notes of the given lengths, after a pick-up of one note.
    private func text(
        meter: String, bar: Double, notes: [Double], bars: Int = 16, tempo: Double? = 90, pickup: Double = 0
    ) -> String {
        let roots = [0, 9, 5, 7]
        var lines = ["# leadsheet v1", "# title\ta song", "meter\t0\t" + meter]
        if let tempo { lines.append("tempo\t\(-pickup)\t\(tempo)") }
        lines.append("key\t\(-pickup)\t0\tmajor\tnotated")
        for index in 0..<bars {
            lines.append(
                "chord\t\(Double(index) * bar)\t\(Double(index + 1) * bar)\t\(roots[index % 4])\tmaj\t\(roots[index % 4])"
            )
        }
        if pickup > 0 { lines.append("note\t\(-pickup)\t\(pickup)\t67\tA-") }
        for index in 0..<bars {
            var time = Double(index) * bar
            for length in notes {
                lines.append("note\t\(time)\t\(length)\t\(60 + index % 5)\t-")
                time += length
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @discardableResult
    private func reading<Value>(_ text: String, _ body: (URL) throws -> Value) throws -> Value {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("sheet-\(UUID().uuidString).tsv")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file)
    }

    private func song(_ text: String) throws -> SongSymbols {
        try reading(text) { try SongSymbols(LeadSheetFile(reading: $0)) }
    }

    @Test("All that is written is read")
    func fields() throws {
        let text =
            "# leadsheet v1\n# title\tx\nmeter\t0\t3\t4\ntempo\t-1\t100\nkey\t0\t2\tminor\tnotated\n"
            + "chord\t-1\t6\t2\thdim7\t4\nchord\t6\t7\t-\tN\t-\nnote\t-1\t1\t69\tA-\nnote\t0\t1.5\t71\t-\n"
        try reading(text) { url in
            let file = try LeadSheetFile(reading: url)
            #expect(file.title == "x" && file.tempos.first?.quarters == 100)
            #expect(file.keys.first?.key == Key(tonic: PitchClass(2), mode: .minor))
            #expect(
                file.chords.map(\.chord) == [
                    Chord(root: PitchClass(2), quality: .halfDiminished7, bass: PitchClass(4)), nil,
                ])
            #expect(file.notes.map(\.syllable) == ["A-", nil] && file.notes.map(\.start) == [-1, 0])
        }
    }

    @Test(
        "What can't be understood is named with its line",
        arguments: [
            "meter\t0\t3", "meter\t0\t3\t5", "tempo\t0\tfast", "key\t0\t12\tmajor\tnotated", "key\t0\t0\tblue\tnotated",
            "chord\t2\t1\t0\tmaj\t0", "chord\t0\t1\t0\thuge\t0", "note\t0\t0\t60\t-", "note\t0\t1\t200\t-",
            "note\t0\tnan\t60\t-", "rest\t0\t1", "note",
        ])
    func badLines(line: String) throws {
        try reading("# leadsheet v1\n# title\tx\nmeter\t0\t4\t4\n\(line)\nnote\t50\t1\t60\t-\n") { url in
            #expect(throws: CorpusError.badLine(url, line: 4, text: line)) { try LeadSheetFile(reading: url) }
        }
    }

    @Test("Notes and chords that overlap, and files of something else, are refused")
    func overlaps() throws {
        try reading("# leadsheet v1\n# title\tx\nmeter\t0\t4\t4\nnote\t0\t2\t60\t-\nnote\t1\t1\t62\t-\n") { url in
            #expect(throws: CorpusError.badLine(url, line: 5, text: "note\t1\t1\t62\t-")) {
                try LeadSheetFile(reading: url)
            }
        }
        try reading("id\tname\n") { url in
            #expect(throws: CorpusError.badLine(url, line: 1, text: "id\tname")) { try LeadSheetFile(reading: url) }
        }
    }

    @Test(
        "Beats are those that are felt: dotted ones in compound metres, halves or quarters of 2/2 by the tempo",
        arguments: [
            ("4\t4", 4.0, 90.0, 4, 2, 90.0), ("3\t4", 3, 90, 3, 2, 90), ("6\t8", 3, 90, 2, 3, 60),
            ("9\t8", 4.5, 90, 3, 3, 60), ("12\t8", 6, 120, 4, 3, 80), ("3\t8", 1.5, 60, 3, 2, 120),
            ("2\t2", 4, 100, 4, 2, 100), ("2\t2", 4, 200, 2, 2, 100), ("5\t4", 5, 100, 5, 2, 100),
            ("2\t4", 2, 90, 2, 2, 90),
        ])
    func meters(meter: String, bar: Double, tempo: Double, beats: Int, division: Int, felt: Double) throws {
        let song = try song(text(meter: meter, bar: bar, notes: [bar / 2, bar / 2], bars: 24, tempo: tempo))
        let sheet = song.leadSheet
        #expect(sheet.meter == beats && sheet.division == division)
        #expect(abs(sheet.tempo - felt) < 1e-6)
        #expect(sheet.downbeats.prefix(3) == [0, beats, 2 * beats])
        // The second bar's note begins on the second downbeat, its chord too.
        #expect(abs(song.melody[2].start - sheet.beats[beats]) < 1e-6)
        #expect(sheet.chord(at: sheet.beats[beats] + 0.01) == Chord(parsing: "A"))
        #expect(zip(song.melody, song.melody.dropFirst()).allSatisfy { $0.end <= $1.start + 1e-6 })
    }

    @Test("A pick-up lies before the first downbeat, and short songs come again where their bars fit")
    func pickup() throws {
        let song = try song(text(meter: "3\t4", bar: 3, notes: [1, 1], bars: 8, pickup: 1))
        #expect(abs(song.melody[0].start - 2 * 60 / 90) < 1e-6)
        #expect(abs(song.melody[1].start - 3 * 60 / 90) < 1e-6)
        // The last bar leaves room for the next pass's pick-up: eight bars later the same notes.
        #expect(song.melody.count > 2 * 17)
        #expect(abs(song.melody[17].start - song.melody[0].start - 24 * 60 / 90) < 1e-6)
        #expect(song.melody[17].pitch == 67)
        #expect(song.duration > 40)
    }

    @Test("Syllables are sung where they are written, and go on where none is")
    func syllables() throws {
        let silent = text(meter: "4\t4", bar: 4, notes: [1, 1, 1, 1])
        #expect(try song(silent).melody.allSatisfy { $0.syllable == nil })
        let spelt = try song(silent.replacingOccurrences(of: "\t60\t-", with: "\t60\tlove")).transposed(by: 2)
        let cut = spelt.excerpt(from: 0, to: 8)
        #expect(!cut.melody.isEmpty)
        #expect(cut.melody.allSatisfy { $0.syllable == ($0.pitch == 62 ? "love" : "") })
    }

    @Test("Without a tempo one is chosen at which syllables can be sung")
    func tempo() throws {
        let song = try song(text(meter: "4\t4", bar: 4, notes: [1, 1, 1, 1], tempo: nil))
        #expect((60...140).contains(song.leadSheet.tempo))
    }

    @Test("Seven beats a bar and songs of a few notes are left out")
    func unusable() throws {
        for text in [
            text(meter: "7\t8", bar: 3.5, notes: [1, 1]), text(meter: "4\t4", bar: 4, notes: [4], bars: 4),
        ] {
            try reading(text) { url in
                let file = try LeadSheetFile(reading: url)
                #expect {
                    try SongSymbols(file)
                } throws: { error in
                    if case CorpusError.unusableSheet = error { true } else { false }
                }
            }
        }
    }

    @Test("Lead sheets come between POP909's songs by their share, in every live corpus the same")
    func live() throws {
        let data = try TinyPOP909(identifiers: [1, 2])
        defer { try? data.remove() }
        let folder = data.root.appendingPathComponent("leadsheets")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for number in 0..<40 {
            let text = text(meter: "6\t8", bar: 3, notes: [1.5, 1.5], bars: 20)
                .replacingOccurrences(of: "a song", with: "song \(number)")
            try text.write(
                to: folder.appendingPathComponent("\(number).tsv"), atomically: true, encoding: .utf8)
        }
        var settings = LiveCorpus.Settings(
            folders: POP909Folders(original: data.original, corrected: data.corrected),
            plan: SongPlan.Settings(seed: 5, seconds: 5, fonts: try SoundFont.find()))
        (settings.leadSheets, settings.leadSheetShare) = (folder, 0.5)
        let corpus = try LiveCorpus(settings)
        let entries = try (0..<8).map { try corpus.plan($0).entry }
        #expect(entries.filter { $0.source == .leadSheet }.count == 4)
        #expect(entries.filter { $0.source == .leadSheet }.allSatisfy { $0.symbols.leadSheet.division == 3 })
        #expect(entries.allSatisfy { $0.split == .training && !$0.sungMelody.isEmpty && !$0.instruments.isEmpty })
        let song = try corpus.song(1)
        #expect(song.entry.symbols == entries[1].symbols)
        #expect(song.accompaniment.contains { $0 != 0 })
    }
}
