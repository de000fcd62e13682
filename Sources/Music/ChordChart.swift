/// Chords by the bar, as a songwriter writes them: "C | G/B | Am F | G".
public struct ChordChart: Hashable, Sendable, Codable {
    /// Chords of each bar, sharing it equally; an empty bar repeats the chord before.
    public var bars: [[Chord]]

    public init(bars: [[Chord]]) { self.bars = bars }

    /// Bars between "|", chords in a bar between spaces; without any "|" every chord fills a bar. "%" repeats.
    /// - Throws: `ChordChartError` naming what is no chord.
    public init(parsing text: String) throws {
        let isBarred = text.contains("|")
        let cells = isBarred ? text.split(separator: "|", omittingEmptySubsequences: false) : text.split(separator: " ")
        var bars = try cells.map { cell in
            try cell.split(separator: " ").filter { $0 != "%" }.map { word in
                guard let chord = Chord(parsing: word) else { throw ChordChartError.notAChord(String(word)) }
                return chord
            }
        }
        // "| C | G |" has an empty text before the first and after the last stroke
        if isBarred, bars.first?.isEmpty == true { bars.removeFirst() }
        if isBarred, bars.last?.isEmpty == true { bars.removeLast() }
        guard bars.contains(where: { !$0.isEmpty }) else { throw ChordChartError.empty }
        self.bars = bars
    }

    /// Lays the chart over a beat grid from its first downbeat on, again and again.
    public func spans(over sheet: LeadSheet, until end: Double) -> [LeadSheet.Span] {
        guard let first = sheet.downbeats.first, sheet.beats.count > 1 else { return [] }
        var spans: [LeadSheet.Span] = []
        var last = bars.joined().last
        let edges = sheet.beats + [end]
        // the beats before the first downbeat belong to the chart's last bar
        var bar = -1
        var starts = sheet.downbeats
        if first > 0 { starts.insert(0, at: 0) } else { bar = 0 }
        for (index, start) in starts.enumerated() {
            let chords = bars[((bar % bars.count) + bars.count) % bars.count]
            let stop = index + 1 < starts.count ? starts[index + 1] : sheet.beats.count
            let (from, to) = (index == 0 ? min(0, edges[start]) : edges[start], max(edges[min(stop, edges.count - 1)], edges[start]))
            let share = (to - from) / Double(max(chords.count, 1))
            for (place, chord) in (chords.isEmpty ? [last] : chords.map(Optional.some)).enumerated() {
                let begin = from + Double(place) * share
                spans.append(.init(start: begin, end: begin + (chords.isEmpty ? to - from : share), chord: chord))
                last = chord
            }
            bar += 1
        }
        return spans
    }
}

public enum ChordChartError: Error, Equatable, CustomStringConvertible {
    case notAChord(String)
    case empty

    public var description: String {
        switch self {
        case .notAChord(let word):
            "\"\(word)\" is no chord. Write chords like C, F#m, Bb7, Gmaj7, D/F#, with | between bars."
        case .empty: "The chord chart holds no chords. Write it like \"C | G | Am F | G\"."
        }
    }
}
