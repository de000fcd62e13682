import Foundation
import Music

/// Which pitches sound in which frame, from what the codec's decoder heard in tokens.
public struct SoundingPitches: Sendable {
    /// MIDI pitches of the odds.
    public let pitches: Range<Int>
    /// Whether only one sounds at a time.
    public let isMonophonic: Bool

    public init(_ pitches: Range<Int>, isMonophonic: Bool) {
        self.pitches = pitches
        self.isMonophonic = isMonophonic
    }

    /// Tokens whose probabilities are averaged: a tone that flickers is no tone.
    private static let smoothing = 1
    /// A pitch sounds from this probability on; a single voice's most probable one from a lower one.
    private static let threshold: Float = 0.5
    private static let monophonicThreshold: Float = 0.25

    /// Fundamentals at A = 440 Hz, Hz, for each of two frames a token.
    /// - Parameter odds: log odds, `[token * pitches.count + pitch]`.
    public func tones(_ odds: [Float]) -> [[Float]] {
        let width = pitches.count
        let count = odds.count / width
        let probabilities = odds.map { 1 / (1 + exp(-$0)) }
        return (0..<count).flatMap { token -> [[Float]] in
            let near = max(token - Self.smoothing, 0)...min(token + Self.smoothing, count - 1)
            let means = (0..<width).map { pitch in
                near.reduce(Float(0)) { $0 + probabilities[$1 * width + pitch] } / Float(near.count)
            }
            let loudest = means.max() ?? 0
            let least = isMonophonic ? max(loudest, Self.monophonicThreshold) : Self.threshold
            let sounding = means.indices.filter { means[$0] >= least }
            let hertz = sounding.map { Float(Note.hertz(ofPitch: Double(pitches.lowerBound + $0))) }
            return Array(repeating: hertz, count: TokenCodec.stride)
        }
    }
}
