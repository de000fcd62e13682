import Terminal

/// Something a person can do: what keys, hints, help, the palette, the page of keys and the man page say of it.
public struct Command: Sendable, Identifiable {
    /// What it has to do with; the order of help pages.
    public enum Category: String, Sendable, CaseIterable {
        case playback = "Playback"
        case view = "View"
        case generation = "Takes to come"
        case takes = "Takes"
        case lanes = "Lanes"
        case recipe = "Recipe"
        case leadSheet = "Lead sheet"
        case mixer = "Mixer"
        case guide = "Guide instrument"
        case song = "Song"
        case program = "Program"
        case dialogs = "Dialogs and typing"
    }

    /// As the config file names it, like "loop.start".
    public let id: String
    /// A few words, imperative.
    public let title: String
    /// One sentence.
    public let help: String
    /// One or two words for the line of hints.
    public let hint: String
    public let category: Category
    /// Where its keys work.
    public let context: CommandContext
    /// Unless the config file says otherwise.
    public let keys: [KeyPress]
    /// Whether the palette and the plain mode offer it; moving a cursor is no use there.
    public let isListed: Bool
    private let requirements: [Requirement]
    let action: @Sendable (Workstation) -> Void

    /// - Precondition: the keys have names that `KeyPress` knows.
    init(
        _ id: String, _ title: String, _ help: String, hint: String? = nil, category: Category,
        keys: [String] = [], in context: CommandContext = .anywhere, isListed: Bool = true,
        needs requirements: [Requirement] = [], action: @escaping @Sendable (Workstation) -> Void
    ) {
        self.id = id
        self.title = title
        self.help = help
        self.hint = hint ?? title.lowercased()
        self.category = category
        self.context = context
        self.keys = keys.map { name in
            guard let key = KeyPress(parsing: name) else { preconditionFailure("\(id): there is no key \(name)") }
            return key
        }
        self.isListed = isListed
        self.requirements = requirements
        self.action = action
    }

    /// Why it can't be done now, as a sentence without a full stop; nil when it can.
    public func disabledReason(_ state: WorkstationState) -> String? {
        for requirement in requirements {
            if let reason = requirement.reason(state) { return reason }
        }
        return nil
    }
}
