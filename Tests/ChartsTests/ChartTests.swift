import Charts
import Foundation
import Music
import Testing

/// A song written down in four ways.
@Suite struct ChartTests {
    /// Six bars of three at 90 after an upbeat of one beat; a little uneven, as sung. Chords: Am | F C G | % | Dm | E7 | Am.
    static let chart: SongChart = {
        let beats = (0..<20).map { (index: Int) -> Double in
            let steady = 0.4 + Double(index) * 2 / 3
            return index == 8 ? steady + 0.03 : steady
        }
        func span(_ from: Int, _ to: Int, _ name: String?) -> LeadSheet.Span {
            .init(
                start: beats[from], end: to < 20 ? beats[to] : beats[19] + 2 / 3,
                chord: name.flatMap { Chord(parsing: $0) })
        }
        let sheet = LeadSheet(
            beats: beats, downbeats: [1, 4, 7, 10, 13, 16], meter: 3, key: Key(tonic: PitchClass(9), mode: .minor),
            chords: [
                span(1, 4, "Am"), span(4, 5, "F"), span(5, 6, "C"), span(6, 10, "G"), span(10, 13, "Dm/F"),
                span(13, 16, "E7"), span(16, 20, "Am"),
            ])
        let sung: [(from: Int, to: Int, pitch: Int)] = [
            (0, 1, 64), (1, 3, 69), (3, 5, 72), (5, 6, 71), (10, 12, 65), (12, 14, 64), (16, 19, 69),
        ]
        let melody = sung.map { note in
            Note(start: beats[note.from] + 0.01, duration: beats[note.to] - beats[note.from] - 0.02, pitch: note.pitch)
        }
        return SongChart(
            title: "Paper {boats} & <co>", leadSheet: sheet, melody: melody,
            sections: [("Verse", beats[1]), ("Chorus", beats[10] - 0.05)])
    }()

    @Test func onPaper() {
        let text = TextChart(Self.chart).text
        #expect(
            text == """
                Paper {boats} & <co>
                A minor, 90 BPM, 3/4

                | N.C.  |

                [Verse]
                | Am    | F C G | %     |

                [Chorus]
                | Dm/F  | E7    | Am    |

                """, "\(text)")
        // behind a capo at the second fret the chords of G minor are gripped
        let gripped = TextChart(Self.chart, capo: 2).text
        #expect(
            gripped.contains("A minor, 90 BPM, 3/4, capo 2") && gripped.contains("| Gm ") && gripped.contains("Eb Bb F")
        )
        #expect(TextChart(Self.chart.transposed(by: 3)).text.contains("C minor"))
        #expect(TextChart(Self.chart.transposed(by: 3)).text.contains("Ab Eb Bb"))
    }

    @Test func chordPro() {
        let text = ChordProChart(Self.chart, capo: 0).text
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.prefix(4) == ["{title: Paper (boats) & <co>}", "{key: Am}", "{tempo: 90}", "{time: 3/4}"])
        #expect(lines.contains("| Am . . | F C G | G . . |") && lines.contains("{comment: Chorus}"))
        #expect(lines.count { $0 == "{start_of_grid}" } == 3 && lines.count { $0 == "{end_of_grid}" } == 3)
    }

    /// Every bar is full, ties lead from note to note, chords stand where they change.
    @Test func musicXML() throws {
        let text = MusicXMLChart(Self.chart).text
        let reader = MusicReader(text)
        try #require(reader.problem == nil, "\(reader.problem ?? "")\n\(text)")
        #expect(reader.lengths == [4, 12, 12, 12, 12, 12, 12], "\(reader.lengths)")
        #expect(reader.chords == ["Am@1", "F@2", "C@2", "G@2", "Dm/F@4", "E7@5", "Am@6"], "\(reader.chords)")
        #expect(reader.starts == reader.stops && reader.starts == 2, "\(reader.starts) \(reader.stops)")
        #expect(text.contains("<fifths>0</fifths>") && text.contains("<mode>minor</mode>"))
        #expect(text.contains("<work-title>Paper {boats} &amp; &lt;co&gt;</work-title>"))
        #expect(text.contains("<rehearsal>Chorus</rehearsal>") && text.contains("<beats>3</beats>"))
    }

    /// Other programs find every beat where it was sung: ticks through the tempo map are its seconds.
    @Test func midi() throws {
        let midi = try MIDIReader(
            MIDIChart(Self.chart, parts: [("Bass", [Note(start: 1, duration: 1, pitch: 40)])]).data)
        #expect(midi.tracks == ["Paper {boats} & <co>", "Chords", "Melody", "Bass"])
        for (note, read) in zip(Self.chart.melody, midi.notes["Melody"] ?? []) {
            #expect(
                abs(note.start - read.start) < 0.002 && abs(note.end - read.end) < 0.002 && note.pitch == read.pitch)
        }
        #expect(midi.notes["Melody"]?.count == Self.chart.melody.count && midi.notes["Bass"]?.count == 1)
        let chords = Self.chart.leadSheet.chords
        let named = midi.markers.filter { $0.text != "Verse" && $0.text != "Chorus" }
        #expect(named.map(\.text) == chords.map { $0.chord?.description ?? "" })
        for (span, marker) in zip(chords, named) { #expect(abs(span.start - marker.seconds) < 0.002) }
        #expect(midi.key == [0, 1])
        // an upbeat of two beats (one of lead, one sung), then bars of three, each downbeat on a bar line
        #expect(midi.meters.map(\.beats) == [2, 3])
        let lines = midi.barLines(until: Self.chart.leadSheet.beats[16] + 0.1)
        for downbeat in Self.chart.leadSheet.downbeatTimes {
            #expect(lines.contains { abs($0 - downbeat) < 0.002 }, "\(downbeat) in \(lines)")
        }
    }

    /// Beats of a compound metre are dotted quarters.
    @Test func compoundMetres() throws {
        var chart = Self.chart
        let beats = (0..<9).map { Double($0) }
        chart.leadSheet = LeadSheet(
            beats: beats, downbeats: [0, 2, 4, 6], meter: 2, division: 3, key: Key(index: 3),
            chords: [.init(start: 0, end: 8, chord: Chord(parsing: "Eb"))])
        chart.melody = [Note(start: 0, duration: 1.0 / 3, pitch: 63), Note(start: 1, duration: 2, pitch: 70)]
        let midi = try MIDIReader(MIDIChart(chart).data)
        #expect(midi.meters.map(\.beats) == [6] && midi.key == [-3, 0])
        #expect(abs((midi.notes["Melody"]?.last?.start ?? 0) - 1) < 0.002)
        let text = MusicXMLChart(chart).text
        #expect(text.contains("<beat-type>8</beat-type>") && text.contains("<beat-unit-dot/>"))
        #expect(MusicReader(text).lengths.allSatisfy { $0 == 12 })
        #expect(TextChart(chart).text.contains("Eb major, 60 BPM, 6/8"))
    }

    /// Nothing of a song is too odd to be written: no beats, no chords, numbers at the edge.
    @Test func nothingIsTooOdd() {
        let empty = LeadSheet(beats: [], downbeats: [], meter: 4, key: Key(index: 0), chords: [])
        let one = LeadSheet(beats: [1], downbeats: [0], meter: 4, key: Key(index: 0), chords: [])
        var odd = Self.chart.leadSheet
        odd.downbeats = [99, 3]
        odd.chords.append(.init(start: 86_000, end: 80_000, chord: nil))
        for sheet in [empty, one, odd] {
            let chart = SongChart(
                title: "", leadSheet: sheet, melody: [Note(start: -1, duration: 0, pitch: 200)], sections: [("x", -5)])
            _ = TextChart(chart).text + ChordProChart(chart).text + MusicXMLChart(chart).text
            #expect(MIDIChart(chart).data.starts(with: Array("MThd".utf8)))
        }
    }
}
