import Music

/// How likely pitch classes sound in a band under the voice between two times.
public struct SoftChord: Codable, Sendable, Hashable {
    public var start: Double
    public var end: Double
    /// Probability of each pitch class in the chord (12).
    public var tones: [Float]
    /// Probability of each pitch class as the bass (12).
    public var bass: [Float]

    public init(start: Double, end: Double, tones: [Float], bass: [Float]) {
        self.start = start
        self.end = end
        self.tones = tones
        self.bass = bass
    }

    /// One chord for certain.
    public init(start: Double, end: Double, chord: Chord) {
        self.init(start: start, end: end, tones: .init(repeating: 0, count: 12), bass: .init(repeating: 0, count: 12))
        for tone in chord.pitchClasses { tones[tone.value] = 1 }
        bass[chord.bass.value] = 1
    }
}

/// What the harmoniser makes of a sung line.
public struct Harmony: Sendable {
    public var chords: [LeadSheet.Span]
    /// By half beats.
    public var soft: [SoftChord]
    public var key: Key
    /// Index of the first beat that is a downbeat.
    public var firstDownbeat: Int
}
