/// Which part of the song stands on the screen.
public struct TimelineView: Sendable, Equatable {
    /// Seconds at the left edge.
    public var start = 0.0
    /// Seconds a column; nil shows the whole song.
    public var secondsPerColumn: Double?
    public var followsPlayhead = true

    public init() {}
}
