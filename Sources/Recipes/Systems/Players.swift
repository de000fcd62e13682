/// Who can be asked of a system that plays one part at a time.
public struct Players: Sendable, Equatable {
    /// Id of the parameter, a choice, that says who plays.
    public var parameter: String
    /// Who plays when all are asked, in turn: each hears those before.
    public var band: [String]

    public init(parameter: String, band: [String]) {
        self.parameter = parameter
        self.band = band
    }
}

extension SystemDescription {
    /// Who can be asked, by name; empty where a take is a whole band.
    public var playerNames: [String] {
        guard let players, case .choice(let names)? = parameter(players.parameter)?.kind else { return [] }
        return names
    }

    /// Who plays in a take of a recipe; nil where a take is a whole band.
    public func player(in recipe: Recipe) -> String? {
        players.flatMap { parameter($0.parameter)?.value(in: recipe)?.text }
    }

    /// The usual recipe of a player; nil where the system has none of that name.
    public func recipe(forPlayer name: String) -> Recipe? {
        guard let players, playerNames.contains(name) else { return nil }
        var recipe = defaults
        recipe.settings[players.parameter] = .text(name)
        return recipe
    }
}

extension [SystemDescription] {
    /// The first system that has such a player.
    public func system(ofPlayer name: String) -> SystemDescription? { first { $0.playerNames.contains(name) } }
}
