extension LeadSheet {
    /// Beats and downbeats over `start...end` at least: before the first beat and after the last one bars go on at the
    /// tempo of the first and of the last bar. Chords stay as they are.
    /// - Precondition: at least two beats.
    public func widened(from start: Double, to end: Double) -> LeadSheet {
        precondition(beats.count > 1, "without two beats there is no tempo")
        let bar = max(meter, 1)
        let (first, last) = (beats[0], beats[beats.count - 1])
        let span = min(bar, beats.count - 1)
        let opening = (beats[span] - first) / Double(span)
        let closing = (last - beats[beats.count - 1 - span]) / Double(span)
        // the first beat of all is no later than `start`, the last one no earlier than `end`
        let before = max(Int(((first - start) / opening).rounded(.up)), 0)
        let after = max(Int(((end - last) / closing).rounded(.up)), 0)
        let downbeats = downbeats.isEmpty ? [0] : downbeats
        var sheet = self
        sheet.beats =
            (0..<before).map { first - Double(before - $0) * opening } + beats
            + (0..<after).map { last + Double($0 + 1) * closing }
        let known = downbeats.map { $0 + before }
        let (earliest, latest) = (known[0], known[known.count - 1])
        sheet.downbeats =
            Array(stride(from: earliest % bar, to: earliest, by: bar)) + known
            + Array(stride(from: latest + bar, to: sheet.beats.count, by: bar))
        return sheet
    }

    /// The sheet with a pre-roll before 0 and a tail after `duration`: whole bars, counted from the bar lines nearest to
    /// both. The band comes in with the chords of the first bars and, after the end, goes through them again until
    /// it rests on the tonic for the last two bars. The rest of the sheet stays as it is.
    /// - Parameter duration: seconds of what the sheet was made for.
    /// - Precondition: at least two beats; `preRoll` and `tail` are not negative.
    public func withEdges(preRoll: Int, tail: Int, duration: Double) -> EdgedSheet {
        precondition(preRoll >= 0 && tail >= 0, "bars can't be negative")
        let bar = max(barSeconds(at: 0), barSeconds(at: duration))
        let wide = widened(
            from: min(0, beats[0]) - Double(preRoll + 2) * bar,
            to: max(duration, beats[beats.count - 1]) + Double(tail + 2) * bar)
        let lines = wide.downbeats.map { wide.beats[$0] }
        let opening = Self.nearest(0, in: lines)
        let ending = Self.nearest(duration, in: lines)
        let start = preRoll > 0 ? lines[max(opening - preRoll, 0)] : beats[0]
        let end = tail > 0 ? lines[min(ending + tail, lines.count - 1)] : beats[beats.count - 1]
        let bars = Array(zip(lines, lines.dropFirst()))[opening..<max(ending, opening)]
        let tonic = Chord(root: key.tonic, quality: key.mode == .major ? .major : .minor)

        /// The chords of a bar of the song in the time of another bar; the tonic where there is nothing to take.
        func repeated(_ number: Int, from start: Double, to end: Double) -> [Span] {
            guard !bars.isEmpty else { return [Span(start: start, end: end, chord: tonic)] }
            let (first, last) = bars[bars.startIndex + number % bars.count]
            let scale = (end - start) / (last - first)
            var spans: [Span] = []
            for span in chords where span.end > first && span.start < last {
                var copy = span
                copy.start = start + (max(span.start, first) - first) * scale
                copy.end = start + (min(span.end, last) - first) * scale
                copy.chord = span.chord ?? spans.last?.chord ?? tonic
                spans.append(copy)
            }
            guard let head = spans.first, let foot = spans.last else {
                return [Span(start: start, end: end, chord: tonic)]
            }
            if head.start > start { spans[0].start = start }
            if foot.end < end { spans[spans.count - 1].end = end }
            return spans
        }

        var edged = chords
        if preRoll > 0 {
            let line = lines[opening]
            if let first = edged.first, first.start > line { edged[0].start = line }
            let until = edged.first?.start ?? line
            let added = zip(lines[..<opening], lines[1...]).suffix(preRoll).enumerated().flatMap { number, bar in
                repeated(number, from: bar.0, to: bar.1)
            }
            edged = added.cut(to: start..<max(min(until, line), start)) + edged
        }
        if tail > 0 {
            let line = lines[ending]
            if let last = edged.last, last.end < line { edged[edged.count - 1].end = line }
            let from = max(edged.last?.end ?? line, line)
            let added = zip(lines[ending...], lines[(ending + 1)...]).prefix(tail).enumerated().flatMap { number, bar in
                number < tail - Self.restingBars
                    ? repeated(number, from: bar.0, to: bar.1) : [Span(start: bar.0, end: bar.1, chord: tonic)]
            }
            edged += added.cut(to: min(from, end)..<end)
        }
        var sheet = wide
        let kept = wide.beats.indices.filter { (start...end).contains(wide.beats[$0]) }
        sheet.beats = kept.map { wide.beats[$0] }
        sheet.downbeats = wide.downbeats.filter(kept.contains).map { $0 - kept[0] }
        sheet.chords = edged.joined
        return EdgedSheet(
            sheet: sheet, lead: preRoll > 0 ? max(-start, 0) : 0, tail: tail > 0 ? max(end - duration, 0) : 0)
    }

    /// Bars at the end of a tail that stay on the tonic.
    private static let restingBars = 2

    /// Seconds of a bar at the tempo of the first beats, or of the last.
    private func barSeconds(at time: Double) -> Double {
        let span = min(max(meter, 1), beats.count - 1)
        let first = time <= 0 ? 0 : beats.count - 1 - span
        return (beats[first + span] - beats[first]) / Double(span) * Double(max(meter, 1))
    }

    private static func nearest(_ time: Double, in lines: [Double]) -> Int {
        lines.indices.min { abs(lines[$0] - time) < abs(lines[$1] - time) } ?? 0
    }
}

/// A lead sheet with bars before and after what it was made for.
public struct EdgedSheet: Sendable, Equatable {
    /// In the same seconds as before: the pre-roll lies before 0.
    public var sheet: LeadSheet
    /// Seconds before 0, and after the end.
    public var lead: Double
    public var tail: Double
}

extension [LeadSheet.Span] {
    fileprivate func cut(to range: Range<Double>) -> [LeadSheet.Span] {
        compactMap { span in
            var cut = span
            cut.start = Swift.max(span.start, range.lowerBound)
            cut.end = Swift.min(span.end, range.upperBound)
            return cut.end > cut.start ? cut : nil
        }
    }

    /// Neighbours of one chord and one confidence as one span.
    fileprivate var joined: [LeadSheet.Span] {
        reduce(into: []) { spans, span in
            if let last = spans.last, last.chord == span.chord, last.confidence == span.confidence,
                last.end == span.start
            {
                spans[spans.count - 1].end = span.end
            } else {
                spans.append(span)
            }
        }
    }
}
