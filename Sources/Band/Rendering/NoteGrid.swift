/// Which notes a library holds of every instrument, and how long they are.
public struct NoteGrid: Codable, Sendable, Equatable {
    /// MIDI pitches, upwards.
    public var pitches: [Int]
    /// MIDI velocities, upwards.
    public var velocities: [Int]
    /// Seconds until the key is let go.
    public var held: Double
    /// Seconds in all.
    public var seconds: Double

    /// 65 pitches from G1 (49 Hz) up, five velocities, let go after 3 of 4 s as in NSynth (Engel et al. 2017).
    public init(
        pitches: [Int] = Array(31...95), velocities: [Int] = [25, 50, 75, 100, 127], held: Double = 3,
        seconds: Double = 4
    ) {
        self.pitches = pitches
        self.velocities = velocities
        self.held = held
        self.seconds = seconds
    }

    /// Samples of a note.
    public var samples: Int { Int((seconds * Renderer.sampleRate).rounded()) }
    /// Of one instrument.
    public var noteCount: Int { pitches.count * velocities.count }

    /// Where a note stands among those of its instrument: all velocities of a pitch, then the next pitch.
    package func place(pitch: Int, velocity: Int) -> Int { pitch * velocities.count + velocity }
}
