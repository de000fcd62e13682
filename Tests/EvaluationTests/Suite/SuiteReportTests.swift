import Evaluation
import Foundation
import Listener
import Music
import Signal
import Testing

/// Four small songs in rows: the real band, another song's, and takes between them.
struct SuiteReportTests {
    private struct Song {
        let sheet: LeadSheet
        let vocal: PairSound
        let band: PairSound
    }

    /// Five seconds: a band and a voice that sings the roots of its chords.
    private static func song(_ index: Int) throws -> Song {
        let semitones = [0, 3, 7, 10][index]
        let tempo = [96.0, 108, 120, 132][index]
        let sheet = Band.leadSheet(tempo: tempo, offset: 0.1 * Double(index + 1))
        var voice = [Float](repeating: 0, count: 5 * 24_000)
        for beat in sheet.beats {
            guard let chord = sheet.chord(at: beat + 0.01) else { continue }
            let pitch = 60 + chord.root.value + semitones
            Band.strike(440 * exp2(Double(pitch - 69) / 12), at: beat, into: &voice, length: 54 / tempo)
        }
        let band = Array(Band.play(sheet, transposed: semitones).prefix(voice.count))
        func sound(_ samples: [Float]) throws -> PairSound {
            try PairSound(AudioBuffer(sampleRate: 24_000, mono: samples))
        }
        return Song(sheet: sheet, vocal: try sound(voice), band: try sound(band))
    }

    private static let made = Result { try report() }

    private static func report() throws -> (report: SuiteReport, pictures: [PairPicture]) {
        let songs = try (0..<4).map(song)
        let evaluation = PairEvaluation()
        var pairs: [[HeardPair]] = [[], [], []]
        var sheets: [[CoherenceFigures]] = [[], [], []]
        for (index, song) in songs.enumerated() {
            let sounds = [song.band, song.band, songs[(index + 1) % 4].band]
            let heard = try evaluation.hear(song.vocal, and: sounds, isDescribed: true)
            let figures = try CoherenceFigures.each(of: sounds.map(\.samples), song.sheet)
            for row in 0..<3 {
                sheets[row].append(figures[row])
                pairs[row].append(
                    HeardPair(
                        name: "\(index)", vocal: heard.vocal, generated: heard.accompaniments[row],
                        reference: heard.accompaniments[0]))
            }
        }
        let take = SuiteTake(
            name: "0", seconds: 4, computeSeconds: 1, seamClicks: [0.5, 0.75], joins: .init(), tempo: 120,
            key: "C major",
            beatConfidence: 1)
        func row(_ kind: SuiteRow.Kind, _ place: Int) throws -> SuiteRow {
            SuiteRow(
                kind: kind, system: kind == .vocalAlone ? ("band", "Band & Co") : nil,
                report: try evaluation.report(on: pairs[place]), leadSheet: sheets[place],
                takes: kind == .vocalAlone ? [take] : [], failures: kind == .vocalAlone ? ["9": "no sung notes"] : [:])
        }
        let estimators = PairReport.Estimators(synthetic: try PairEvaluation.syntheticAccuracy())
        let recorded = try evaluation.report(
            on: pairs[1].prefix(2).map { $0.withoutReference })
        let report = SuiteReport(
            systems: [
                .init(name: "band", title: "Band & Co", solver: "dpm", steps: 1, guidance: 1.5, seed: 7, weights: "-")
            ],
            songs: SuiteSongs(
                source: "corpus", songs: ["0", "1", "2", "3"], seconds: 20, othersAreOutside: false,
                rows: [try row(.real, 0), try row(.vocalAlone, 1), try row(.otherSong, 2)],
                hearing: SuiteHearing(songs[0].sheet, truth: songs[0].sheet)),
            recordings: SuiteRecordings(
                source: "singing",
                rows: [
                    SuiteRow(kind: .vocalAlone, system: ("band", "Band & Co"), report: recorded, takes: [take])
                ]), estimators: estimators, computeSeconds: 12)
        let picture = PairPicture(name: "0", sounds: [("vocal", songs[0].vocal), ("real render", songs[0].band)])
        return (report, [picture])
    }

    @Test func tableJSONAndPageAgree() throws {
        let (report, pictures) = try Self.made.get()
        let table = report.table
        #expect(table.hasPrefix("Band & Co: dpm, 1 step, guidance 1.5, seed 7\n"))
        // Every Markdown table has as many cells in each line as in its head.
        var width: Int?
        for line in table.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                width = nil
                continue
            }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).count
            #expect(cells == width ?? cells, "\(line)")
            width = cells
        }
        let take = try #require(table.split(separator: "\n").first { $0.hasPrefix("| Band & Co, from") })
        // Here the take is the real band: all of the way.
        #expect(take.components(separatedBy: "(100 %)").count > 6, "\(take)")
        #expect(table.contains("0.25 s of computing a second, 0.75 at the worst join"))
        #expect(table.contains("no take of 9: no sung notes"))
        #expect(table.contains("beat F 1.00") && table.contains("| others' takes (chance) |"))
        // Chance and the songs themselves are one set here.
        #expect(table.components(separatedBy: "| another song's render |").count == 3)

        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any])
        #expect(
            Set(object.keys) == ["systems", "songs", "recordings", "estimators", "computeSeconds"])

        let page = SuitePage(report: report, pictures: pictures).html
        #expect(page.contains("Band &amp; Co, from the vocal alone") && page.hasSuffix("</html>\n"))
        for outside in ["http:", "https:", "<script", "<link"] { #expect(!page.contains(outside)) }
        #expect(page.components(separatedBy: "data:image/png;base64,").count == 3)
        let text = page.replacing(try Regex("base64,[^\"]*"), with: "")
        #expect(!text.contains("nan") && !text.contains("Optional("))
    }

    @Test func rendersOfOutsideSongsHaveADistance() throws {
        var report = try Self.made.get().report
        report.songs?.othersAreOutside = true
        #expect(report.table.components(separatedBy: "| another song's render |").count == 4)
    }
}

extension HeardPair {
    fileprivate var withoutReference: HeardPair { HeardPair(name: name, vocal: vocal, generated: generated) }
}
