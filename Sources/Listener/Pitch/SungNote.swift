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
