/// What a person did at the terminal.
public enum InputEvent: Hashable, Sendable {
    case key(KeyPress)
    /// Bracketed paste, as it came.
    case paste(String)
    case mouse(MouseEvent)
    case resize(Size)
    /// The program is to end: SIGTERM, SIGHUP, or the terminal went away.
    case hangUp
}

public struct MouseEvent: Hashable, Sendable {
    public enum Action: Hashable, Sendable { case press, release, wheelUp, wheelDown }

    public var action: Action
    public var row: Int
    public var column: Int

    public init(_ action: Action, row: Int, column: Int) {
        self.action = action
        self.row = row
        self.column = column
    }
}
