/// Seconds spent in parts of a job.
public struct Stopwatch<Part: Hashable & Sendable>: Sendable {
    public private(set) var laps: [Part: Double] = [:]
    private var last = ContinuousClock.now

    public init() {}

    /// Counts the time since the last lap to a part.
    public mutating func lap(_ part: Part) {
        let now = ContinuousClock.now
        laps[part, default: 0] += (now - last) / .seconds(1)
        last = now
    }
}
