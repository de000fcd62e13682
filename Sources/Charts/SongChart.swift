import Music

/// A song on paper: bars with their chords, the sung melody, sections. All seconds are those of the recording.
public struct SongChart: Sendable {
    public var title: String
    public var leadSheet: LeadSheet
    /// What was sung, in order and without overlaps; empty where nobody knows.
    public var melody: [Note]
    /// Where sections begin.
    public var sections: [(name: String, time: Double)]

    public init(title: String, leadSheet: LeadSheet, melody: [Note] = [], sections: [(name: String, time: Double)] = [])
    {
        self.title = title
        self.leadSheet = leadSheet
        self.melody = melody
        self.sections = sections
    }

    /// - Parameter semitones: up.
    public func transposed(by semitones: Int) -> SongChart {
        var chart = self
        chart.leadSheet.key = leadSheet.key.transposed(by: semitones)
        chart.leadSheet.chords = leadSheet.chords.map { span in
            LeadSheet.Span(
                start: span.start, end: span.end, chord: span.chord?.transposed(by: semitones),
                confidence: span.confidence)
        }
        chart.melody = melody.map { note in
            var note = note
            note.pitch = min(max(note.pitch + semitones, 0), 127)
            return note
        }
        return chart
    }
}
