/// Which way sound goes.
public enum Direction: Sendable, Equatable {
    case playback
    case capture
}
