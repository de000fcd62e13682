/// Makes frames take their time by the clock where a device does not: ALSA's `null` and `file` plug-ins take and give a
/// second of sound at once.
package struct Pacer {
    /// Share of the elapsed time by which a device's clock may be fast before it counts as none.
    private static let tolerance = 0.02
    /// Seconds of being late after which what was missed is not caught up with.
    private static let lateness = 0.1

    let sampleRate: Double
    /// Frames that a device may be ahead of the clock.
    let allowance: Int
    /// Whether the device turned out to have no clock of its own.
    package private(set) var isNeeded: Bool
    private var start: Double?
    private var frames = 0

    package init(sampleRate: Double, allowance: Int, isNeeded: Bool) {
        self.sampleRate = sampleRate
        self.allowance = allowance
        self.isNeeded = isNeeded
    }

    /// Frames that went through and whose time has not come yet.
    package func ahead(at now: Double) -> Int {
        guard let start else { return 0 }
        return max(frames - Int((now - start) * sampleRate), 0)
    }

    /// Counts frames that went through just now.
    /// - Returns: seconds to wait before the next ones.
    package mutating func pass(_ count: Int, at now: Double) -> Double {
        let start = self.start ?? now
        self.start = start
        frames += count
        let elapsed = now - start
        let ahead = Double(frames) / sampleRate - elapsed
        let allowed = Double(allowance) / sampleRate
        if !isNeeded {
            // A card's buffer holds no more than the allowance, so more cannot have been played or recorded.
            guard ahead > allowed + Double(count) / sampleRate + elapsed * Self.tolerance else { return 0 }
            isNeeded = true
        }
        if ahead < -max(allowed, Self.lateness) {
            self.start = now - Double(frames) / sampleRate
            return 0
        }
        return max(ahead - allowed, 0)
    }
}
