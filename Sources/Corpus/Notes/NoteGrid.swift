import Foundation

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
    func place(pitch: Int, velocity: Int) -> Int { pitch * velocities.count + velocity }
}

/// What a pair of an instrument and a pitch is for. All velocities of a pair go the same way.
public enum NoteSplit: String, Codable, Sendable, CaseIterable {
    case training, validation, test

    /// 80 of 100 pairs are trained on, 10 choose among models, 10 measure them: SING's division (section 4.1), by a hash
    /// of the names, so that it is the same whatever else a library holds.
    public init(instrument: String, pitch: Int) {
        // FNV-1a, 64 bit; the fold mixes its high bits in, which are the better ones
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in "\(instrument)|\(pitch)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
        switch (hash ^ hash >> 32) % 100 {
        case 0..<80: self = .training
        case 80..<90: self = .validation
        default: self = .test
        }
    }
}
