import Foundation
import Music
import Testing

@Suite struct ChordChartTests {
    private func bars(_ text: String) throws -> [[String]] {
        try ChordChart(parsing: text).bars.map { $0.map(\.description) }
    }

    @Test func chartsAreRead() throws {
        #expect(try bars("C | G/B | Am F | G") == [["C"], ["G/B"], ["Am", "F"], ["G"]])
        #expect(try bars("| C | G |") == [["C"], ["G"]])
        #expect(try bars("  |C|G|  ") == [["C"], ["G"]])
        #expect(try bars("C G Am") == [["C"], ["G"], ["Am"]])
        #expect(try bars("C | Dm\n| F\tG |\n") == [["C"], ["Dm"], ["F", "G"]])
        #expect(try bars("Em |") == [["Em"]])
    }

    @Test func napkinsAreRead() throws {
        #expect(try bars("am F c G") == [["Am"], ["F"], ["C"], ["G"]])
        #expect(try bars("Am F x2 C") == [["Am"], ["F"], ["Am"], ["F"], ["C"]])
        #expect(try bars("Am F 2x C ×3 ...") == [["Am"], ["F"], ["Am"], ["F"], ["C"], ["C"], ["C"]])
        #expect(try bars("C | G Am x2 |") == [["C"], ["G", "Am"], ["C"], ["G", "Am"]])
        #expect(try bars("H7 hm f#m bb") == [["B7"], ["Bm"], ["F#m"], ["Bb"]])
        for word in ["Cadd9", "C2", "C6/9", "C9", "C11", "C13", "Cm9", "Cmaj9", "C7b9", "C7#9", "Cdim7", "Cm7b5"] {
            #expect(try #require(Chord.typed(word)).isNearest == false, "\(word)")
        }
        for (word, nearest) in [("C7b13", "C7"), ("Cmaj7#11", "Cmaj7"), ("Cm7b9/G", "Cm7/G"), ("F7alt", "F7")] {
            let typed = try #require(Chord.typed(word))
            #expect(typed.isNearest && typed.chord.description == nearest, "\(word): \(typed)")
        }
        for word in ["hello", "dim", "Cello", "x", "", "C/x"] { #expect(Chord.typed(word) == nil, "\(word)") }
    }

    @Test func emptyBarsAndPercentSignsRepeat() throws {
        #expect(try bars("C |  | G") == [["C"], [], ["G"]])
        #expect(try bars("C | % | G | %") == [["C"], [], ["G"], []])
        #expect(try bars("% | C") == [[], ["C"]])
        #expect(try bars("C % G %") == [["C"], [], ["G"], []])
    }

    @Test func whatIsNoChordIsNamed() {
        #expect(throws: ChordChartError.notAChord("Jm")) { try ChordChart(parsing: "C | Jm | G") }
        #expect(throws: ChordChartError.notAChord("C/")) { try ChordChart(parsing: "C/ G") }
        for text in ["", "   ", "|", "| |", "%", "% | %"] {
            #expect(throws: ChordChartError.empty) { try ChordChart(parsing: text) }
        }
        #expect(ChordChartError.notAChord("Jm").description.contains("\"Jm\""))
    }

    /// Beats of half a second from `first` on.
    private func sheet(first: Double = 0, count: Int = 17, downbeat: Int = 0, meter: Int = 4) -> LeadSheet {
        LeadSheet(
            beats: (0..<count).map { first + 0.5 * Double($0) },
            downbeats: Array(stride(from: downbeat, to: count, by: meter)),
            meter: meter, key: Key(index: 0), chords: [])
    }

    /// "C 0-2" and so on, times in seconds.
    private func laid(_ text: String, _ sheet: LeadSheet, until end: Double) throws -> [String] {
        try ChordChart(parsing: text).spans(over: sheet, until: end).map { span in
            "\(span.chord?.description ?? "-") \(String(format: "%g-%g", span.start, span.end))"
        }
    }

    @Test func barsShareTheirTimeAndRepeat() throws {
        #expect(
            try laid("C | Am F", sheet(), until: 8) == ["C 0-2", "Am 2-3", "F 3-4", "C 4-6", "Am 6-7", "F 7-8"])
        #expect(
            try laid("C G | F", sheet(meter: 3), until: 6) == [
                "C 0-0.75", "G 0.75-1.5", "F 1.5-3", "C 3-3.75", "G 3.75-4.5", "F 4.5-6",
            ])
    }

    @Test func aPickupIsTheEndOfTheLastBar() throws {
        #expect(
            try laid("C | Am F", sheet(downbeat: 2), until: 6)
                == ["F 0-1", "C 1-3", "Am 3-4", "F 4-5", "C 5-6"])
        // three beats of pickup: the last bar's first chord sounds for one of them
        #expect(try laid("C | Am F", sheet(downbeat: 3), until: 3) == ["Am 0-0.5", "F 0.5-1.5", "C 1.5-3"])
    }

    @Test func timeBeforeTheFirstBeatDoesNotMoveTheChordsOfTheFirstBar() throws {
        #expect(
            try laid("C G | F", sheet(first: 0.25), until: 4.25) == [
                "F 0-0.25", "C 0.25-1.25", "G 1.25-2.25", "F 2.25-4.25",
            ])
        // a rest of more than a bar before the singer's first downbeat
        #expect(try laid("C | G", sheet(first: 3), until: 5) == ["C 0-1", "G 1-3", "C 3-5"])
    }

    @Test func anUnfinishedLastBarKeepsItsPace() throws {
        #expect(try laid("C | Am F", sheet(count: 6), until: 2.8) == ["C 0-2", "Am 2-2.8"])
        #expect(try laid("C | Am F", sheet(count: 6), until: 5) == ["C 0-2", "Am 2-3", "F 3-4", "C 4-5"])
    }

    @Test func aChordThatHoldsOnIsOneSpan() throws {
        #expect(try laid("C | % | C G | %", sheet(), until: 8) == ["C 0-5", "G 5-8"])
        #expect(try laid("% | C", sheet(), until: 8) == ["C 0-8"])
    }

    /// A chart begins on the downbeat that is given, wherever the first bar of the grid lies.
    @Test func aChartBeginsOnTheGivenDownbeat() throws {
        let chart = try ChordChart(parsing: "C | F | G")
        let sheet = sheet()
        let spans = chart.spans(over: sheet, from: sheet.beats[sheet.downbeats[1]], until: 8)
        let first = try #require(sheet.downbeatTimes.first)
        #expect(spans.first { $0.start >= sheet.downbeatTimes[1] }?.chord == Chord(parsing: "C"))
        #expect(spans.first { $0.start >= first }?.chord == Chord(parsing: "G"))
    }

    @Test func withoutBarsThereIsNothing() throws {
        let chart = try ChordChart(parsing: "C")
        var sheet = sheet()
        sheet.downbeats = []
        #expect(chart.spans(over: sheet, until: 4).isEmpty)
        #expect(chart.spans(over: self.sheet(count: 1), until: 4).isEmpty)
        #expect(ChordChart(bars: []).spans(over: self.sheet(), until: 4).isEmpty)
        #expect(ChordChart(bars: [[], []]).spans(over: self.sheet(), until: 4).isEmpty)
    }

    @Test(arguments: 0..<40)
    func spansCoverEverythingWithoutGaps(seed: Int) throws {
        var random = XorShift(seed: UInt64(seed))
        var time = Double.random(in: 0..<1, using: &random)
        var beats: [Double] = []
        for _ in 0..<Int.random(in: 2...40, using: &random) {
            beats.append(time)
            time += Double.random(in: 0.3..<0.8, using: &random)
        }
        let meter = Int.random(in: 2...6, using: &random)
        let downbeat = Int.random(in: 0..<min(meter, beats.count), using: &random)
        let sheet = LeadSheet(
            beats: beats, downbeats: Array(stride(from: downbeat, to: beats.count, by: meter)), meter: meter,
            key: Key(index: 0), chords: [])
        let end = time + Double.random(in: -1..<4, using: &random)
        let text = ["C", "C | G", "C G | % | Am F G", "F | | G/B"].randomElement(using: &random) ?? "C"
        let spans = try ChordChart(parsing: text).spans(over: sheet, until: end)
        #expect(spans.first?.start == 0)
        #expect(spans.last?.end == end)
        for (span, next) in zip(spans, spans.dropFirst()) {
            #expect(abs(span.end - next.start) < 1e-9)
            #expect(span.chord != next.chord)
        }
        #expect(spans.allSatisfy { $0.end > $0.start && $0.confidence == 1 })
    }
}

/// xorshift64* (Marsaglia 2003), so that the cases are the same on every run.
private struct XorShift: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}
