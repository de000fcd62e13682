/// A grid of frames over time, and the only way from seconds to frames: frame n holds `hop` samples from `hop * n` on.
public struct Timebase: Sendable, Hashable {
    /// Samples a second.
    public let rate: Double
    /// Samples from frame to frame.
    public let hop: Int

    /// - Precondition: both are positive.
    public init(rate: Double, hop: Int) {
        precondition(rate > 0 && hop > 0, "a grid needs a rate and a hop")
        self.rate = rate
        self.hop = hop
    }

    /// Seconds from frame to frame.
    public var frameSeconds: Double { Double(hop) / rate }

    /// The sample nearest to a time.
    public func sample(at seconds: Double) -> Int { Int((seconds * rate).rounded()) }

    /// Samples that a duration needs: the last one may be begun only.
    public func samples(over seconds: Double) -> Int { Int((seconds * rate).rounded(.up)) }

    public func seconds(ofSample sample: Int) -> Double { Double(sample) / rate }

    /// Frames that a duration needs: the last one may be begun only.
    public func frames(over seconds: Double) -> Int { Int((seconds / frameSeconds).rounded(.up)) }

    /// Seconds at which a frame begins.
    public func start(ofFrame frame: Int) -> Double { Double(frame) * frameSeconds }

    /// Seconds in the middle of a frame.
    public func centre(ofFrame frame: Int) -> Double { (Double(frame) + 0.5) * frameSeconds }

    /// The frame in whose middle a time lies, with a fraction between two middles: the inverse of `centre(ofFrame:)`.
    public func frame(at seconds: Double) -> Double { seconds / frameSeconds - 0.5 }
}
