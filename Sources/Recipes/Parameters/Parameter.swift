/// One thing that can be asked of a system, and everything that is known of it: a panel draws it, a command line and a
/// person type it, JSON keeps it and undo brings it back without knowing which one it is.
///
/// As plug-ins declare theirs to hosts (CLAP, `clap/ext/params.h`).
public struct Parameter: Sendable, Identifiable {
    /// What values there are.
    public enum Kind: Sendable {
        /// - unit: in the plural, like "bars"; empty where there is none.
        case integer(ClosedRange<Int>, step: Int = 1, unit: String = "")
        /// - unit: like "LU"; "%" shows shares as per cents.
        case number(ClosedRange<Double>, step: Double, unit: String = "")
        case choice([String])
        case text(Text)
        /// - on, off: what a panel writes, like "apart" and "together".
        case flag(on: String, off: String)
    }

    /// What a parameter is about.
    public enum Group: String, Sendable, CaseIterable {
        /// How the system computes.
        case making
        /// What the band plays.
        case band
        /// What the song is.
        case song
    }

    /// `--set NAME=VALUE`, the panel's cursor, the name in undo; of a system's own parameters also the key in JSON.
    public let id: String
    /// In a panel's row, of at most ten characters.
    public let label: String
    /// In sentences, like "chord guidance".
    public let name: String
    /// What the value means, on one line beside it.
    public let help: String
    public let group: Group
    public let kind: Kind
    /// nil where it is usually left to the model or to the listener.
    public var usual: Setting?
    /// What stands there when nothing is said: "any", "heard", "as guidance".
    public let absent: String
    /// Where arrows begin when nothing is said.
    let origin: @Sendable (Recipe) -> Double
    /// Where a recipe keeps the value; nil for its `settings`.
    let binding: Binding?

    public init(
        _ id: String, label: String? = nil, name: String? = nil, help: String, group: Group, kind: Kind,
        usual: Setting? = nil, absent: String = "", origin: @escaping @Sendable (Recipe) -> Double = { _ in 0 },
        at binding: Binding? = nil
    ) {
        self.id = id
        self.label = label ?? id
        self.name = name ?? label ?? id
        self.help = help
        self.group = group
        self.kind = kind
        self.usual = usual
        self.absent = absent
        self.origin = origin
        self.binding = binding
    }

    /// The same with another usual value.
    public func usually(_ setting: Setting?) -> Parameter {
        var other = self
        other.usual = setting
        return other
    }

    /// Whether a recipe keeps it among its `settings`: a system's own, not one that all share.
    public var isSetting: Bool { binding == nil }

    /// What a recipe says; nil where it says nothing.
    public func setting(in recipe: Recipe) -> Setting? {
        if let binding { binding.read(recipe) } else { recipe.settings[id] }
    }

    /// What a recipe says, else what is usual.
    public func value(in recipe: Recipe) -> Setting? { setting(in: recipe) ?? usual }

    /// - Throws: `RecipeError` where a text can't be read.
    func write(_ setting: Setting?, to recipe: inout Recipe) throws {
        if let binding { try binding.write(&recipe, setting) } else { recipe.settings[id] = setting }
    }

    /// Whether two recipes say different things; a recipe that says nothing says what is usual.
    public func differs(_ a: Recipe, _ b: Recipe) -> Bool {
        if let binding { !binding.isSame(a, b) } else { value(in: a) != value(in: b) }
    }

    /// Puts one value of a recipe into another.
    public func copy(from source: Recipe, to recipe: inout Recipe) {
        if let binding { binding.copy(source, &recipe) } else { recipe.settings[id] = source.settings[id] }
    }
}
