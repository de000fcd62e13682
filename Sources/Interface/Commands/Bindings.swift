import Terminal

/// Which key does what, where.
public struct Bindings: Sendable {
    /// A key that two commands of one context want; the first has it.
    public struct Conflict: Sendable, Equatable {
        public var key: KeyPress
        public var context: CommandContext
        /// Commands' identifiers.
        public var first: String
        public var second: String
    }

    private struct Place: Hashable {
        var context: CommandContext
        var key: KeyPress
    }

    private var commands: [Place: Command] = [:]
    private var keysByID: [String: [KeyPress]] = [:]
    public private(set) var conflicts: [Conflict] = []

    /// - Parameter overrides: keys by command identifier, instead of the command's own; none unbinds it. What a person
    ///   binds goes before defaults: a default key that is taken is silently given up.
    public init(_ table: [Command] = CommandTable.all, overrides: [String: [KeyPress]] = [:]) {
        for command in table where overrides[command.id] != nil {
            bind(command, overrides[command.id] ?? [], reports: true)
        }
        let chosen = Set(commands.keys)
        for command in table where overrides[command.id] == nil {
            bind(
                command, command.keys.filter { !chosen.contains(Place(context: command.context, key: $0)) },
                reports: true)
        }
    }

    private mutating func bind(_ command: Command, _ keys: [KeyPress], reports: Bool) {
        for key in keys {
            let place = Place(context: command.context, key: key)
            if let other = commands[place] {
                conflicts.append(
                    Conflict(key: key, context: command.context, first: other.id, second: command.id))
                continue
            }
            commands[place] = command
            keysByID[command.id, default: []].append(key)
        }
    }

    /// - Returns: the command in this context, or in the one around it.
    public func command(for key: KeyPress, in context: CommandContext) -> Command? {
        if let command = commands[Place(context: context, key: key)] { return command }
        return context.outer.flatMap { commands[Place(context: $0, key: key)] }
    }

    /// As bound now, the usual one first.
    public func keys(of id: String) -> [KeyPress] { keysByID[id] ?? [] }

    /// The keys of commands that sentences of the screen name, by `KeyWords.Command`.
    func words(ascii: Bool) -> [String: String] {
        let ids = KeyWords.Command.allCases.map(\.rawValue)
        return Dictionary(uniqueKeysWithValues: ids.map { ($0, $0) })
            .compactMapValues { keys(of: $0).first?.hint(ascii: ascii) }
    }

    /// Words that are offered to whoever types.
    private static let shownWords = 6

    /// What can be done now, most useful first.
    public func hints(_ state: WorkstationState) -> [Scene.Hint] {
        let ascii = state.glyphs == .ascii
        return CommandTable.hinted(CommandContext(state)).compactMap { id in
            guard let command = CommandTable.command(id), command.disabledReason(state) == nil,
                let key = keys(of: id).first
            else { return nil }
            // what it would complete to
            let words = id == "entry.complete" ? state.entry?.completions.prefix(Self.shownWords) : nil
            return Scene.Hint(
                key: key.hint(ascii: ascii), title: words.map { $0.joined(separator: " ") } ?? command.hint)
        }
    }
}
