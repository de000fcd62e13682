import Sentences

/// Chords by the bar, as a songwriter writes them: "C | G/B | Am F | G".
public struct ChordChart: Hashable, Sendable, Codable {
    /// Chords of each bar, sharing it equally; an empty bar repeats the chord before.
    public var bars: [[Chord]]

    public init(bars: [[Chord]]) { self.bars = bars }

    /// As `ChordText` has it; without "x4" and "..." it goes on by itself. "%" repeats.
    /// - Throws: `ChordChartError` naming what is no chord.
    public init(parsing text: String) throws {
        let bars = try ChordText(text).bars.map { words in
            try words.filter { $0 != "%" }.map { word in
                guard let (chord, _) = Chord.typed(word) else { throw ChordChartError.notAChord(String(word)) }
                return chord
            }
        }
        guard bars.contains(where: { !$0.isEmpty }) else { throw ChordChartError.empty }
        self.bars = bars
    }

    /// Lays the chart over a beat grid from a downbeat on, again and again, and backwards from there: the beats before it
    /// are the end of the chart's last bar. A chord that holds on is one span.
    /// - Parameter downbeat: seconds; nil for the grid's first one.
    /// - Returns: spans from 0 to `end` without gaps; none without chords, without a downbeat or with fewer than two
    ///   beats.
    public func spans(over sheet: LeadSheet, from downbeat: Double? = nil, until end: Double) -> [LeadSheet.Span] {
        let (starts, first) = barLines(sheet, from: downbeat, until: end)
        let filled = chordsOfBars
        guard filled.contains(where: { !$0.isEmpty }) else { return [] }
        var spans: [LeadSheet.Span] = []
        for (index, (start, stop)) in zip(starts, starts.dropFirst()).enumerated() {
            let chords = filled[((index - first) % filled.count + filled.count) % filled.count]
            let share = (stop - start) / Double(chords.count)
            for (place, chord) in chords.enumerated() {
                let from = max(start + Double(place) * share, 0)
                let to = min(place + 1 < chords.count ? start + Double(place + 1) * share : stop, end)
                guard to > from else { continue }
                if let last = spans.last, last.chord == chord {
                    spans[spans.count - 1].end = to
                } else {
                    spans.append(.init(start: from, end: to, chord: chord))
                }
            }
        }
        return spans
    }

    /// Where bars begin, from 0 or before it to `end` or after it, and which of them the chart's first bar is.
    private func barLines(_ sheet: LeadSheet, from downbeat: Double?, until end: Double) -> (
        starts: [Double], first: Int
    ) {
        let beats = sheet.beats
        guard beats.count > 1, !sheet.downbeats.isEmpty else { return ([], 0) }
        var starts = sheet.downbeats.map { beats[$0] }
        // beyond the beats the tempo runs on
        let opening = Double(max(sheet.meter, 1)) * (beats[1] - beats[0])
        let closing = Double(max(sheet.meter, 1)) * (beats[beats.count - 1] - beats[beats.count - 2])
        var first = 0
        while starts[0] > 0 {
            starts.insert(starts[0] - opening, at: 0)
            first += 1
        }
        while let last = starts.last, last < end { starts.append(last + closing) }
        let nearest = downbeat.flatMap { time in
            starts.indices.min { abs(starts[$0] - time) < abs(starts[$1] - time) }
        }
        if let nearest {
            first = nearest
        }
        return (starts, first)
    }

    /// The bars with empty ones filled by the chord that holds on.
    private var chordsOfBars: [[Chord]] {
        var held = bars.joined().last
        return bars.map { bar in
            let chords = bar.isEmpty ? [held].compactMap(\.self) : bar
            held = chords.last
            return chords
        }
    }
}

public enum ChordChartError: Error, Equatable, CustomStringConvertible {
    case notAChord(String)
    case empty

    public var description: String {
        switch self {
        case .notAChord(let word):
            "\(word.quoted) is no chord. Write chords like C, F#m, Bb7, Gmaj7, D/F#, with | between bars."
        case .empty: "The chord chart holds no chords. Write it like \"C | G | Am F | G\"."
        }
    }
}
