import Music

extension SungNote {
    /// As an instrument would play it: on the nearest key, struck as hard as it was sung loud.
    /// - Parameters:
    ///   - usual: dB that a usual key (`usualVelocity`) stands for.
    ///   - tuning: the voice's, and the instrument's.
    public func played(usual: Float, tuning: Tuning = .standard) -> Note {
        let key = Double(pitch) - tuning.cents / 100
        let velocity = Float(Self.usualVelocity) + Self.velocityPerDecibel * (energy - usual)
        return Note(
            start: start, duration: duration, pitch: Int(min(max(key.rounded(), 0), 127)),
            velocity: Int(min(max(velocity, Self.velocities.lowerBound), Self.velocities.upperBound)))
    }

    /// A melody as an instrument would play it: its median level is a usual key.
    public static func played(_ notes: [SungNote], tuning: Tuning = .standard) -> [Note] {
        let levels = notes.map(\.energy).sorted()
        guard !levels.isEmpty else { return [] }
        return notes.map { $0.played(usual: levels[levels.count / 2], tuning: tuning) }
    }

    public static let usualVelocity = 90
    private static let velocityPerDecibel: Float = 2
    /// Softer keys would be lost beside the voice.
    private static let velocities: ClosedRange<Float> = 50...120
}
