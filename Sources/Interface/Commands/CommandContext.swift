/// Where keys work. Keys of a panel go before those that work anywhere; an overlay or typing gets all keys.
public enum CommandContext: Hashable, Sendable {
    case anywhere
    case focus(Focus)
    case page, picker, form, question, entry, keys

    public static let all: [CommandContext] =
        [.anywhere] + Focus.allCases.map(CommandContext.focus) + [.page, .picker, .form, .question, .entry, .keys]

    /// As help says it; empty for anywhere.
    public var title: String {
        switch self {
        case .anywhere: ""
        case .focus(let focus): focus.title
        case .page: "text"
        case .picker: "list"
        case .form: "form"
        case .question: "question"
        case .entry: "typing"
        case .keys: "piano keys"
        }
    }

    /// What takes keys now, first of all.
    init(_ state: WorkstationState) {
        if state.entry != nil {
            self = .entry
            return
        }
        switch state.overlay {
        case .page: self = .page
        case .picker: self = .picker
        case .form: self = .form
        case .question: self = .question
        case nil: self = state.keyboard == nil ? .focus(state.focus) : .keys
        }
    }

    /// Where a key is looked up next.
    var outer: CommandContext? {
        if case .focus = self { .anywhere } else { nil }
    }
}

extension Focus {
    /// As people read it.
    public var title: String {
        switch self {
        case .timeline: "timeline"
        case .leadSheet: "lead sheet"
        case .takes: "takes"
        case .recipe: "recipe"
        case .mixer: "mixer"
        }
    }
}
