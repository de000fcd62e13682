import Music

/// Everything that decides how a take sounds: the same recipe on the same vocal gives the same bytes.
public struct Recipe: Codable, Sendable, Equatable {
    public var system: String
    /// Steps of the sampler.
    public var steps: Int
    /// Classifier-free guidance: 1 follows the conditions as they are, more exaggerates them.
    public var guidance: Double
    public var seed: UInt64
    public var solver: Solver
    public var style: Style?
    /// Guidance of the lead sheet, of the voice, and of style and arrangement, where they differ from `guidance`.
    public var chordGuidance: Double?
    public var vocalGuidance: Double?
    public var styleGuidance: Double?
    /// What the band is asked all along.
    public var arrangement: ArrangementWish?
    /// What it is asked from the first downbeat on (that of the pre-roll where there is one), section after section; the
    /// last one holds on to the end.
    public var plan: [PlannedSection]?
    /// Where the second half of a beat begins, as a share of the beat: 0.5 is straight, 0.667 a triplet swing.
    public var swing: Double?
    /// What the singer fixed; the rest is heard.
    public var constraints: ListeningConstraints
    /// Beats, key and chords to play to, instead of what would be heard; in seconds of what is accompanied.
    public var leadSheet: LeadSheet?
    /// Seconds of the vocal, nil to its start or end.
    public var from: Double?
    public var to: Double?
    /// Bars that the band plays before the vocal begins, and after it has ended; nil is none.
    public var preRoll: Int?
    public var tail: Int?
    /// Loudness of the accompaniment relative to the vocal, LU.
    public var balance: Double
    /// Share of noise put onto an existing take to vary it, over 0 to 1; nil makes a take from noise alone.
    public var variation: Double?
    /// Seconds of the existing take that are made anew while the rest is kept; nil means all of it.
    public var reroll: Range<Double>?
    /// Whether the take comes as drums, bass and harmony by themselves; together they are the take without it.
    public var stems: Bool?

    public init(
        system: String = "fastsag", steps: Int = 8, guidance: Double = 6, seed: UInt64 = 1, solver: Solver = .dpm,
        style: Style? = nil, chordGuidance: Double? = nil, vocalGuidance: Double? = nil,
        styleGuidance: Double? = nil, arrangement: ArrangementWish? = nil, plan: [PlannedSection]? = nil,
        swing: Double? = nil, constraints: ListeningConstraints = .init(), leadSheet: LeadSheet? = nil,
        from: Double? = nil, to: Double? = nil, preRoll: Int? = nil, tail: Int? = nil, balance: Double = -2,
        variation: Double? = nil, reroll: Range<Double>? = nil, stems: Bool? = nil
    ) {
        self.system = system
        self.steps = steps
        self.guidance = guidance
        self.seed = seed
        self.solver = solver
        self.style = style
        self.chordGuidance = chordGuidance
        self.vocalGuidance = vocalGuidance
        self.styleGuidance = styleGuidance
        self.arrangement = arrangement
        self.plan = plan
        self.swing = swing
        self.constraints = constraints
        self.leadSheet = leadSheet
        self.from = from
        self.to = to
        self.preRoll = preRoll
        self.tail = tail
        self.balance = balance
        self.variation = variation
        self.reroll = reroll
        self.stems = stems
    }

    public static let stepRange = 1...200
    public static let guidanceRange = 0.0...20.0
    public static let swingRange = 0.5...0.75
    /// Bars of a pre-roll or a tail.
    public static let edgeRange = 0...16

    /// Whether the band plays before the vocal or after it.
    public var hasEdges: Bool { (preRoll ?? 0) > 0 || (tail ?? 0) > 0 }

    /// - Throws: `RecipeError` naming what lies outside its range.
    public func validate() throws {
        func check(_ holds: Bool, _ sentence: String) throws {
            if !holds { throw RecipeError(sentence) }
        }
        try check(
            Self.stepRange.contains(steps),
            "steps must be \(Self.stepRange.lowerBound) to \(Self.stepRange.upperBound), not \(steps)")
        for (name, value) in [
            ("guidance", guidance), ("chord guidance", chordGuidance), ("vocal guidance", vocalGuidance),
            ("style guidance", styleGuidance),
        ] {
            guard let value else { continue }
            try check(Self.guidanceRange.contains(value), "\(name) must be 0 to 20, not \(value)")
        }
        try arrangement?.validate()
        for section in plan ?? [] {
            try check((1...1000).contains(section.bars), "a section must last 1 to 1000 bars, not \(section.bars)")
            try section.wish.validate()
        }
        if let swing { try check(Self.swingRange.contains(swing), "swing must be 0.5 to 0.75, not \(swing)") }
        for (name, bars) in [("the pre-roll", preRoll), ("the tail", tail)] {
            guard let bars else { continue }
            try check(Self.edgeRange.contains(bars), "\(name) must be 0 to 16 bars, not \(bars)")
        }
        try check(balance.isFinite && abs(balance) <= 40, "balance must be -40 to 40 LU, not \(balance)")
        if let variation {
            try check(variation > 0 && variation <= 1, "variation must be over 0 and at most 1, not \(variation)")
        }
        if let reroll {
            try check(
                reroll.lowerBound >= 0 && reroll.upperBound > reroll.lowerBound && reroll.upperBound.isFinite,
                "the range to make anew must lie after 0 s and not be empty")
        }
        try constraints.validate()
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
