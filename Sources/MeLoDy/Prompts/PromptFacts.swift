import Music

/// What can be said of a band in words: facts that the corpus knows of its songs, and that a prompt may ask for.
public struct PromptFacts: Sendable, Equatable {
    public enum Density: String, Sendable, CaseIterable { case sparse, busy }
    /// Of a song's form, as the corpus names them.
    public enum Section: String, Sendable, CaseIterable {
        case intro, verse, preChorus, chorus, bridge, interlude, outro
    }
    public enum Mood: String, Sendable, CaseIterable { case happy, sad, calm, driving }

    public var style: Style?
    public var players: Set<InstrumentFamily>
    /// Beats a minute.
    public var tempo: Double?
    public var key: Key?
    public var density: Density?
    /// Beats a bar.
    public var meter: Int?
    public var section: Section?
    /// Beats a minute that words ask for, where no number does.
    public var askedTempo: Double?
    /// The first that is named; captions name what mode and tempo sound like.
    public var askedMood: Mood?

    public init(
        style: Style? = nil, players: Set<InstrumentFamily> = [], tempo: Double? = nil, key: Key? = nil,
        density: Density? = nil, meter: Int? = nil, section: Section? = nil
    ) {
        self.style = style
        self.players = players
        self.tempo = tempo
        self.key = key
        self.density = density
        self.meter = meter
        self.section = section
    }

    /// What mode and tempo sound like.
    public var mood: Mood? {
        guard let key, let tempo else { return nil }
        switch (key.mode, tempo) {
        case (.major, ..<90): return .calm
        case (.major, _): return .happy
        case (.minor, ..<100): return .sad
        case (.minor, _): return .driving
        }
    }
}
