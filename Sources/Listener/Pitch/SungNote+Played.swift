import Music

extension SungNote {
    /// As an instrument would play it: on the nearest key, struck as hard as it was sung loud.
    /// - Parameter usual: dB that a usual key (`usualVelocity`) stands for.
    private func played(usual: Float) -> Note {
        let velocity = Float(Self.usualVelocity) + Self.velocityPerDecibel * (energy - usual)
        return Note(
            start: start, duration: duration, pitch: Int(min(max(pitch.rounded(), 0), 127)),
            velocity: Int(min(max(velocity, Self.velocities.lowerBound), Self.velocities.upperBound)))
    }

    /// A melody as an instrument would play it: its median level is a usual key.
    /// - Parameter tuning: the voice's, and the instrument's.
    public static func played(_ notes: [SungNote], tuning: Tuning = .standard) -> [Note] {
        let levels = notes.map(\.energy).sorted()
        guard !levels.isEmpty else { return [] }
        return notes.relative(to: tuning).map { $0.played(usual: levels[levels.count / 2]) }
    }

    public static let usualVelocity = 90
    private static let velocityPerDecibel: Float = 2
    /// Softer keys would be lost beside the voice.
    private static let velocities: ClosedRange<Float> = 50...120
}
