import Music

/// Notes that one instrument plays over the song at one go.
public struct KeyPass: Codable, Sendable, Equatable {
    /// The instrument's name.
    public var instrument: String
    /// In seconds of the song, in the order in which they were struck.
    public var notes: [Note]

    public init(instrument: String, notes: [Note] = []) {
        self.instrument = instrument
        self.notes = notes
    }

    /// Seconds of the song from its first note to the end of its last; nil without notes.
    public var span: Range<Double>? {
        guard let first = notes.map(\.start).min(), let end = notes.map(\.end).max(), first < end else { return nil }
        return first..<end
    }

    /// Whether a note struck at some seconds of the song belongs to it: it does not where the song went back since.
    public func goesOn(at time: Double) -> Bool { notes.last.map { time > $0.start - Self.tolerance } ?? true }

    /// A note more. A key that still sounds is let go where it is struck again.
    public mutating func strike(_ note: Note) {
        if let last = notes.lastIndex(where: { $0.pitch == note.pitch }), notes[last].end > note.start {
            notes[last].duration = max(note.start - notes[last].start, Self.shortest)
        }
        notes.append(note)
    }

    /// Seconds by which places that are read off a playing device may go back.
    private static let tolerance = 0.1
    /// Seconds.
    private static let shortest = 0.05
}
