import Music

/// Everything that decides how a take sounds: the same recipe on the same vocal gives the same bytes. All seconds are
/// those of the song.
public struct Recipe: Codable, Sendable, Equatable {
    public var system: String
    public var seed: UInt64
    public var style: Style?
    /// What the band is asked all along.
    public var arrangement: ArrangementControls?
    /// What it is asked from the first downbeat on (that of the pre-roll where there is one), section after section; the
    /// last one holds on to the end.
    public var plan: [PlannedSection]?
    /// What the singer fixed; the rest is heard.
    public var constraints: ListeningConstraints
    /// Beats, key and chords to play to, instead of what would be heard.
    public var leadSheet: LeadSheet?
    /// What is accompanied, nil to the song's start or end.
    public var from: Double?
    public var to: Double?
    /// Bars that the band plays before the vocal begins, and after it has ended; nil is none.
    public var preRoll: Int?
    public var tail: Int?
    /// Loudness of the accompaniment relative to the vocal, LU.
    public var balance: Double
    /// Share of noise put onto an existing take to vary it, over 0 to 1; nil makes a take from noise alone.
    public var variation: Double?
    /// What of the existing take is made anew while the rest is kept; nil means all of it. Before 0 there is its pre-roll.
    public var reroll: Range<Double>?
    /// Whether the take reaches as far as the one it is made from, also beyond what is accompanied, and what is made anew
    /// may reach further: the take becomes longer.
    public var extends: Bool?
    /// Whether the take comes as drums, bass and harmony by themselves; together they are the take without it.
    public var stems: Bool?
    /// What the system's own parameters are set to, by their ids; what is left out is as usual.
    public var settings: [String: Setting]

    /// - Parameters:
    ///   - steps, guidance, solver, chordGuidance, vocalGuidance, styleGuidance, swing: go into the settings.
    ///   - settings: further ones.
    public init(
        system: String = Recipe.firstSystem, steps: Int? = nil, guidance: Double? = nil, seed: UInt64 = 1,
        solver: Solver? = nil, style: Style? = nil, chordGuidance: Double? = nil, vocalGuidance: Double? = nil,
        styleGuidance: Double? = nil, arrangement: ArrangementControls? = nil, plan: [PlannedSection]? = nil,
        swing: Double? = nil, constraints: ListeningConstraints = .init(), leadSheet: LeadSheet? = nil,
        from: Double? = nil, to: Double? = nil, preRoll: Int? = nil, tail: Int? = nil, balance: Double = -2,
        variation: Double? = nil, reroll: Range<Double>? = nil, extends: Bool? = nil, stems: Bool? = nil,
        settings: [String: Setting] = [:]
    ) {
        self.system = system
        self.seed = seed
        self.style = style
        self.arrangement = arrangement
        self.plan = plan
        self.constraints = constraints
        self.leadSheet = leadSheet
        self.from = from
        self.to = to
        self.preRoll = preRoll
        self.tail = tail
        self.balance = balance
        self.variation = variation
        self.reroll = reroll
        self.extends = extends
        self.stems = stems
        self.settings = settings
        if let steps { self.steps = steps }
        if let guidance { self.guidance = guidance }
        if let solver { self.solver = solver }
        if let chordGuidance { self.chordGuidance = chordGuidance }
        if let vocalGuidance { self.vocalGuidance = vocalGuidance }
        if let styleGuidance { self.styleGuidance = styleGuidance }
        if let swing { self.swing = swing }
    }

    /// The system of a recipe that names none: there was one when recipes began.
    public static let firstSystem = "fastsag"

    /// Whether the band plays before the vocal or after it.
    public var hasEdges: Bool { (preRoll ?? 0) > 0 || (tail ?? 0) > 0 }

    /// Whether a take may begin before what is accompanied, and end after it.
    public var reachesBefore: Bool { (preRoll ?? 0) > 0 || extends ?? false }
    public var reachesAfter: Bool { (tail ?? 0) > 0 || extends ?? false }

    /// What all systems share; the settings are checked by `SystemDescription.validate(_:)`.
    /// - Throws: `RecipeError` naming what lies outside its range.
    public func validate() throws {
        func check(_ holds: Bool, _ sentence: String) throws {
            if !holds { throw RecipeError(sentence) }
        }
        for parameter in Parameter.shared { try parameter.validate(self) }
        try arrangement?.validate()
        for section in plan ?? [] {
            try check((1...1000).contains(section.bars), "a section must last 1 to 1000 bars, not \(section.bars)")
            try section.controls.validate()
        }
        if let reroll {
            try check(
                reroll.lowerBound.isFinite && reroll.upperBound > reroll.lowerBound && reroll.upperBound.isFinite,
                "the range to make anew must not be empty")
        }
        try constraints.validate()
        if let problem = leadSheet?.problem { throw RecipeError(problem) }
        try ListeningConstraints(tuning: leadSheet?.tuning?.cents).validate()
        if let from { try check(from.isFinite && from >= 0, "--from must be 0 s or later, not \(from)") }
        if let to { try check(to.isFinite && to > (from ?? 0), "--to must lie after --from, not at \(to)") }
    }
}

/// Says in a sentence what in a recipe lies outside its range.
public struct RecipeError: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ sentence: String) { description = sentence }
}
