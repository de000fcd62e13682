import Sentences

extension Parameter {
    /// Of the choice of the system.
    public static let systemID = "system"
}

/// Systems that can be chosen, the first one for those who name none.
extension [SystemDescription] {
    /// As recipes name it.
    public func named(_ name: String) -> SystemDescription? { first { $0.name == name } }

    /// Which system plays. Another one has its own usual values.
    public var choice: Parameter {
        let names = map(\.name)
        return Parameter(
            Parameter.systemID, help: "which system plays", group: .making,
            kind: .text(.init(form: "which system plays: \(names.joined(separator: ", "))", offers: names)),
            usual: .text(first?.name ?? Recipe.firstSystem),
            at: .init(\.system, read: Setting.text) { [self] recipe, setting in
                let text = setting?.text ?? ""
                let word = text.lowercased()
                guard let chosen = first(where: { $0.name == word || $0.title.lowercased() == word }) else {
                    throw RecipeError("there is no system \(text.quoted); choose \(names.joined(separator: ", "))")
                }
                if chosen.name != recipe.system { recipe = chosen.adopting(recipe) }
            })
    }

    /// What can be asked of the system that a recipe names, the choice of the system first. Of a system that nobody
    /// knows it is what all systems share.
    public func parameters(of recipe: Recipe) -> [Parameter] {
        [choice] + (named(recipe.system)?.parameters ?? Parameter.shared)
    }

    /// Takes over what was typed for a parameter, as `--set NAME=VALUE` has it.
    /// - Throws: `RecipeError`, also for names that the recipe's system does not have.
    public func set(_ id: String, of recipe: inout Recipe, typing text: String) throws {
        let all = parameters(of: recipe)
        guard let parameter = all.first(where: { $0.id == id }) else {
            throw RecipeError(
                "\(named(recipe.system)?.title ?? recipe.system) has no parameter \(id.quoted); there are "
                    + all.map(\.id).joined(separator: ", "))
        }
        try parameter.set(&recipe, typing: text)
    }
}
