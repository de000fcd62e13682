/// What showing a frame took, in seconds.
public struct FrameTiming: Sendable, Equatable {
    /// Making the canvas.
    public var draw: Double
    /// Sending it to the screen.
    public var present: Double
    /// From the event that changed the screen until it was shown; nil for frames that no event asked for.
    public var latency: Double?
}
