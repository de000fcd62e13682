import Music

/// Chords that the singer fixed, on a grid of times.
struct FixedChords {
    let spans: [LeadSheet.Span]

    /// The span that fills more than half of a stretch of time.
    func span(from start: Double, to end: Double) -> LeadSheet.Span? {
        spans.first { min($0.end, end) - max($0.start, start) > (end - start) / 2 }
    }

    /// For each stretch between bounds, `stride` of them at a time, the state of `ChordVocabulary` that is fixed there.
    func states(bounds: [Double], stride step: Int) -> [Int?] {
        stride(from: 0, to: bounds.count - step, by: step).map { index in
            span(from: bounds[index], to: bounds[index + step]).map { ChordVocabulary.index(of: $0.chord) }
        }
    }

    /// Puts the fixed chords in the place of what was found, with full confidence.
    func laid(over found: [LeadSheet.Span]) -> [LeadSheet.Span] {
        guard !spans.isEmpty else { return found }
        var free = found
        for fixed in spans {
            free = free.flatMap { span -> [LeadSheet.Span] in
                var before = span, after = span
                before.end = min(span.end, fixed.start)
                after.start = max(span.start, fixed.end)
                return [before, after].filter { $0.end > $0.start }
            }
        }
        let sure = spans.map { LeadSheet.Span(start: $0.start, end: $0.end, chord: $0.chord, confidence: 1) }
        return (free + sure).sorted { $0.start < $1.start }
    }

    /// Makes what is played under a fixed chord as sure as the chord.
    func hardened(_ soft: [SoftChord]) -> [SoftChord] {
        soft.map { cell in
            guard let fixed = span(from: cell.start, to: cell.end) else { return cell }
            var sure = cell
            sure.tones = [Float](repeating: 0, count: 12)
            sure.bass = sure.tones
            if let chord = fixed.chord {
                for tone in chord.pitchClasses { sure.tones[tone.value] = 1 }
                sure.bass[chord.bass.value] = 1
            }
            return sure
        }
    }
}
