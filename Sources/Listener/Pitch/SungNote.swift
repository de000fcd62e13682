import Music

/// One sung note as it was heard.
public struct SungNote: Sendable, Codable, Hashable {
    /// Seconds: where the vowel begins, which is what singers place on the beat.
    public var start: Double
    /// Seconds.
    public var end: Double
    /// MIDI pitch with cents after the point; 69 = 440 Hz. The median over the note.
    public var pitch: Float
    /// Mean level in dB relative to full scale.
    public var energy: Float

    public init(start: Double, end: Double, pitch: Float, energy: Float) {
        self.start = start
        self.end = end
        self.pitch = pitch
        self.energy = energy
    }

    public var duration: Double { end - start }
}

extension [SungNote] {
    /// Pitches in semitones of a voice's own tuning, which may drift from the first note to the last.
    package func relative(to tuning: Tuning) -> [SungNote] {
        guard let first, let last else { return [] }
        let span = Swift.max(last.start - first.start, 1e-9)
        return map { note in
            var note = note
            let place = (note.start - first.start) / span - 0.5
            note.pitch -= Float((tuning.cents + tuning.drift * place) / 100)
            return note
        }
    }
}
