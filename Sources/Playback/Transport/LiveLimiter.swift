import Glibc
import Signal

/// Holds notes that are struck now, and the mix that they come onto, under a ceiling: what is struck can't be looked ahead
/// for longer than a block, so inside of one the gain falls before a peak and after it rises slowly. A block in which
/// nothing exceeds the ceiling, nor has shortly before, passes untouched.
package struct LiveLimiter: Sendable {
    /// Seconds over which the gain falls, where the block is long enough before the peak.
    private static let attackSeconds = 0.002
    /// Seconds in which the gain comes back by 63 %.
    private static let releaseSeconds = 0.15
    /// So near to 1 the gain is 1 again.
    private static let rest: Float = 1e-4

    /// By how much less than 1 the gain is after the last frame; so near to 1 itself it would not come back.
    private var reduction: Float = 0
    private var gains: [Float] = []

    package init() {}

    /// Whether the next block is untouched unless it exceeds the ceiling itself.
    package var isAtRest: Bool { reduction == 0 }

    /// Turns the next frames down where they exceed the ceiling.
    /// - Parameters:
    ///   - ceiling: linear, of samples; infinite lets go.
    ///   - sampleRate: hertz.
    package mutating func limit(
        left: UnsafeMutableBufferPointer<Float>, right: UnsafeMutableBufferPointer<Float>, ceiling: Float,
        sampleRate: Double
    ) {
        let peak = StereoPeak(left: UnsafeBufferPointer(left), right: UnsafeBufferPointer(right))
        if isAtRest, max(peak.left, peak.right) <= ceiling { return }
        // grows only where a mix of another rate brings longer blocks
        if gains.count != left.count { gains = [Float](repeating: 1, count: left.count) }
        let release = Float(exp(-1 / (Self.releaseSeconds * sampleRate)))
        for index in left.indices {
            reduction *= release
            let level = max(abs(left[index]), abs(right[index]))
            if level * (1 - reduction) > ceiling { reduction = 1 - ceiling / level }
            gains[index] = 1 - reduction
        }
        if reduction < Self.rest { reduction = 0 }
        // each fall begins before its peak
        let step = Float(1 / (Self.attackSeconds * sampleRate))
        for index in left.indices.dropLast().reversed() { gains[index] = min(gains[index], gains[index + 1] + step) }
        for index in left.indices {
            left[index] *= gains[index]
            right[index] *= gains[index]
        }
    }
}
