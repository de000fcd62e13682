import Foundation

/// One note: seconds, MIDI pitch (69 = A4 = 440 Hz) and velocity 1...127.
public struct Note: Hashable, Sendable, Codable {
    public var start: Double
    public var duration: Double
    public var pitch: Int
    public var velocity: Int
    /// What is sung on it, as it is spelt; empty where the syllable before goes on, nil where nobody knows.
    public var syllable: String?

    public init(start: Double, duration: Double, pitch: Int, velocity: Int = 80, syllable: String? = nil) {
        self.syllable = syllable
        self.start = start
        self.duration = duration
        self.pitch = pitch
        self.velocity = velocity
    }

    public var end: Double { start + duration }

    /// Hz of a MIDI pitch at A = 440 Hz.
    public static func hertz(ofPitch pitch: Double) -> Double { 440 * exp2((pitch - 69) / 12) }
}
