import Foundation

/// How far a voice's pitch lies from A = 440 Hz.
public struct Tuning: Hashable, Sendable, Codable {
    /// Cents over A = 440 Hz; negative is flat.
    public var cents: Double
    /// 0...1: how sure; 1 for what a person set.
    public var confidence: Double
    /// Cents by which the voice is higher at its end than at its beginning.
    public var drift: Double

    public init(cents: Double, confidence: Double = 1, drift: Double = 0) {
        self.cents = cents
        self.confidence = confidence
        self.drift = drift
    }

    public static let standard = Tuning(cents: 0)

    /// Cents that a tuning may lie from 440 Hz: a little more than a semitone's half, for singers who fall.
    public static let range = -65.0...65.0

    /// Cents between a voice and a band that nobody hears.
    public static let audible = 3.0

    /// Whether a band at A = 440 Hz is in tune.
    public var isStandard: Bool { abs(cents) < Self.audible }

    /// Hertz of the A.
    public var a: Double { 440 * exp2(cents / 1200) }

    /// What a frequency at A = 440 Hz is multiplied by.
    public var ratio: Double { exp2(cents / 1200) }

    /// What a band multiplies the frequencies of A = 440 Hz by: 1 where nobody hears the difference.
    public var bandRatio: Double { isStandard ? 1 : ratio }

    /// Cents over A = 440 Hz that a band is tuned to: 0 where nobody hears the difference.
    public var bandCents: Double { isStandard ? 0 : cents }
}
