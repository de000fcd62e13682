/// What is drawn: the state, and what follows from it and the command table.
public struct Scene: Sendable {
    /// A key and what it does now.
    public struct Hint: Sendable, Equatable {
        public var key: String
        public var title: String

        public init(key: String, title: String) {
            self.key = key
            self.title = title
        }
    }

    public var state: WorkstationState
    /// For what is focused, most useful first; as many are shown as fit.
    public var hints: [Hint]
    /// Keys as bound now, by the command that a text of the screen may name; see `KeyWords`.
    public var keys: [String: String]

    public init(state: WorkstationState, hints: [Hint], keys: [String: String] = [:]) {
        self.state = state
        self.hints = hints
        self.keys = keys
    }
}
