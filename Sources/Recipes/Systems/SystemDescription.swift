/// What a screen must know of a system to offer it: a value, known without weights.
public struct SystemDescription: Sendable {
    /// As recipes name it, like "fastsag".
    public var name: String
    /// As people read it, like "FastSAG".
    public var title: String
    /// One line: what it plays and how.
    public var summary: String
    /// Names of the stems that a take has, in the order of the mixer; every take of the system has all of them.
    public var stems: [String]
    /// The same of takes whose recipe asks for stems; empty where the system has no others.
    public var splitStems: [String]
    /// What can be asked of it, in the order of a panel's rows: those that it shares with others and its own.
    public var parameters: [Parameter]
    /// How it answers quickly; nil where it is quick anyway.
    public var draft: Draft?
    public var canVary: Bool
    public var canReroll: Bool
    /// Whether it plays on beyond the ends of a take, without end if need be.
    public var canExtend: Bool
    /// Of a system that plays one part at a time: who can be asked; nil where a take is a whole band. Such a system listens
    /// to all that sounds in other lanes (`TakeOrder.context`).
    public var players: Players?
    /// What making a take consists of after it was heard, in turn.
    public var phases: [Phase]
    /// Its models.
    public var parts: [Part]

    public init(
        name: String, title: String, summary: String, stems: [String], splitStems: [String] = [],
        parameters: [Parameter] = [], draft: Draft? = nil, canVary: Bool, canReroll: Bool, canExtend: Bool = false,
        players: Players? = nil, phases: [Phase] = [], parts: [Part] = []
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.stems = stems
        self.splitStems = splitStems
        self.parameters = parameters
        self.draft = draft
        self.canVary = canVary
        self.canReroll = canReroll
        self.canExtend = canExtend
        self.players = players
        self.phases = phases
        self.parts = parts
    }

    /// Names of the stems that a take of a recipe has, in the order of the mixer.
    public func stems(of recipe: Recipe) -> [String] {
        recipe.stems == true && !splitStems.isEmpty ? splitStems : stems
    }
}
