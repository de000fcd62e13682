extension LeadSheet {
    /// Bars at an end whose tempo is kept and whose chords are repeated.
    private static let repeatedBars = 8

    /// The sheet beyond what it was made for: steady beats in the tempo of its last and of its first bars, bar lines where
    /// they would be, and the chords of these bars over and over. A sheet without beats stays as it is.
    /// - Parameters:
    ///   - known: seconds that it was made for.
    ///   - wanted: seconds over which it is to reach.
    public func carriedOn(from known: Range<Double>, over wanted: Range<Double>) -> LeadSheet {
        var sheet = self
        if wanted.upperBound > known.upperBound {
            sheet = sheet.carriedOn(after: known.upperBound, until: wanted.upperBound)
        }
        if wanted.lowerBound < known.lowerBound {
            // time the other way round: what comes before is what comes after
            sheet = sheet.mirrored.carriedOn(after: -known.lowerBound, until: -wanted.lowerBound).mirrored
        }
        return sheet
    }

    private func carriedOn(after end: Double, until wanted: Double) -> LeadSheet {
        guard beats.count > 1 else { return self }
        let meter = max(meter, 1)
        let last = beats.count - 1
        // over several bars: a beat's own error would add up
        let span = min(meter * Self.repeatedBars, last)
        let beat = (beats[last] - beats[last - span]) / Double(span)
        var wide = self
        let added = max(Int(((wanted - beats[last]) / beat).rounded(.up)), 0) + 1
        wide.beats += (1...added).map { beats[last] + Double($0) * beat }
        let downbeats = downbeats.isEmpty ? [0] : downbeats
        let downbeat = downbeats[downbeats.count - 1]
        wide.downbeats = downbeats + stride(from: downbeat + meter, to: wide.beats.count, by: meter)
        // from the last line before the end on, so that a bar that is cut off is played out
        let lines = wide.downbeats.map { wide.beats[$0] }
        guard let line = lines.last(where: { $0 <= end }) else { return wide }
        // as many bars as there are chords for, by fours
        let first = chords.first.map(\.start) ?? line
        let known = lines.count { $0 > first - beat / 2 && $0 < line - beat / 2 }
        let bars = known < Self.repeatedBars ? known < 4 ? known : 4 : Self.repeatedBars
        let length = beat * Double(meter * bars)
        let source = chords.filter { $0.end > line - length && $0.start < line }
        guard !source.isEmpty, length > 0 else { return wide }
        var spans = chords.filter { $0.start < end }
        if let last = spans.indices.last { spans[last].end = min(spans[last].end, end) }
        for turn in 0... {
            let start = line + Double(turn) * length
            guard start < wanted else { break }
            for span in source {
                var copy = span
                copy.start = max(max(span.start, line - length) + (start - line) + length, end)
                copy.end = min(span.end, line) + (start - line) + length
                if copy.end > copy.start { spans.append(copy) }
            }
        }
        wide.chords = spans
        return wide
    }

    /// The same with time the other way round.
    private var mirrored: LeadSheet {
        var sheet = self
        let last = beats.count - 1
        sheet.beats = beats.reversed().map { -$0 }
        sheet.downbeats = downbeats.reversed().map { last - $0 }
        sheet.chords = chords.reversed().map { span in
            var span = span
            (span.start, span.end) = (-span.end, -span.start)
            return span
        }
        return sheet
    }

    /// Without what lies behind a time: the bar in which it lies is whole.
    public func cut(at end: Double) -> LeadSheet {
        var sheet = self
        let last = downbeats.first { beats.indices.contains($0) && beats[$0] >= end } ?? beats.count - 1
        sheet.beats = Array(beats.prefix(last + 1))
        sheet.downbeats = downbeats.filter { $0 <= last }
        sheet.chords = chords.compactMap { span in
            var span = span
            span.end = min(span.end, end)
            return span.end > span.start ? span : nil
        }
        return sheet
    }
}
