/// Seconds spent in parts of a job.
public struct Stopwatch<Part: Hashable & Sendable>: Sendable {
    public private(set) var laps: [Part: Double] = [:]
    private var last = ContinuousClock.now

    public init() {}

    /// Counts the time since the last lap to a part, and says it.
    @discardableResult
    public mutating func lap(_ part: Part) -> Double {
        let now = ContinuousClock.now
        let seconds = (now - last) / .seconds(1)
        laps[part, default: 0] += seconds
        last = now
        return seconds
    }
}
