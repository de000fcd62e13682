import Glibc
import Signal

/// A level meter: the peak since it was read, a peak that is held and falls slowly, and whether it ever clipped.
package struct Meter: Sendable {
    /// Seconds for which the held peak stays, and dB a second by which it falls then.
    private static let hold = 1.5
    private static let fall = 20.0

    private var peak = StereoPeak()
    private var held: Float = 0
    private var heldSince = 0.0
    private var hasClipped = false

    package init() {}

    /// - Parameter now: seconds.
    package mutating func add(_ block: StereoPeak, at now: Double) {
        peak.formMaximum(block)
        let loudest = max(block.left, block.right)
        if loudest > 1 { hasClipped = true }
        if loudest >= heldPeak(at: now) {
            held = loudest
            heldSince = now
        }
    }

    /// What it shows; the peak begins anew.
    package mutating func read(at now: Double) -> StereoLevel {
        defer { peak = StereoPeak() }
        return StereoLevel(peak: peak, held: heldPeak(at: now), hasClipped: hasClipped)
    }

    /// Forgets the held peak and the clip.
    package mutating func reset() { self = Meter() }

    private func heldPeak(at now: Double) -> Float {
        let falling = now - heldSince - Self.hold
        return falling > 0 ? held * Float(pow(10, -Self.fall * falling / 20)) : held
    }
}
