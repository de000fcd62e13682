import Music

/// One bar of a song: where it lies on the beats, and the chords in it.
struct Bar: Sendable {
    /// A chord over a part of the bar, in beats from the song's first beat.
    struct Segment: Sendable {
        var start: Double
        var end: Double
        var chord: Chord
        /// The chord that comes next in the song.
        var next: Chord?
    }

    /// Beats from the song's first beat.
    var start: Double
    /// Beats; fewer than the metre in an upbeat or a cut last bar.
    var length: Double
    /// What the bar would be long; patterns of an upbeat are read from their end.
    var meter: Int
    var segments: [Segment]
    /// From 0 at the first downbeat; -1 for an upbeat.
    var index: Int

    var end: Double { start + length }

    /// 16ths from the start of a whole bar to the first 16th of this one.
    var skipped: Int { index < 0 ? (meter - Int(length.rounded())) * 4 : 0 }

    static func bars(of sheet: LeadSheet, grid: BeatGrid, until end: Double) -> [Bar] {
        let last = Double(sheet.beats.count)
        var starts = sheet.downbeats.map(Double.init)
        if let first = starts.first, first > 0 { starts.insert(0, at: 0) }
        if starts.isEmpty { starts = [0] }
        let firstDownbeat = Double(sheet.downbeats.first ?? 0)
        let changes = sheet.chords.map { span in
            (start: grid.position(at: span.start), end: grid.position(at: span.end), chord: span.chord)
        }
        return starts.enumerated().map { number, start in
            let end = min(number + 1 < starts.count ? starts[number + 1] : start + Double(sheet.meter), last)
            let segments = changes.indices.compactMap { index -> Segment? in
                let from = max(changes[index].start, start)
                let to = min(changes[index].end, end)
                guard to - from > 0.2, let chord = changes[index].chord else { return nil }
                let next = index + 1 < changes.count ? changes[index + 1].chord : nil
                return Segment(start: from, end: to, chord: chord, next: changes[index].end <= end + 0.01 ? next : nil)
            }
            return Bar(
                start: start, length: end - start, meter: sheet.meter, segments: segments,
                index: start < firstDownbeat ? -1 : number - (firstDownbeat > 0 ? 1 : 0))
        }.filter { $0.length > 0 && grid.seconds(at: $0.start) < end }
    }
}
