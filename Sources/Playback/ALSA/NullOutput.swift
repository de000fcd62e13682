/// Plays nothing, as long as sound would take.
public final class NullOutput: AudioOutput {
    /// Seconds of sound that it takes ahead of the clock.
    private static let buffer = 0.04

    public let name = "null"
    public let sampleRate: Double
    public let xruns = 0
    private var pacer: Pacer

    public init(sampleRate: Double) {
        self.sampleRate = sampleRate
        pacer = Pacer(sampleRate: sampleRate, allowance: Int(Self.buffer * sampleRate), isNeeded: true)
    }

    public var delay: Int { pacer.ahead(at: MonotonicClock.now) }

    public func write(_ frames: UnsafeBufferPointer<Float>) {
        MonotonicClock.sleep(seconds: pacer.pass(frames.count / 2, at: MonotonicClock.now))
    }

    public func close() {}
}
