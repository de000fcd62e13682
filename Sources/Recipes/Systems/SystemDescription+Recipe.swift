import Sentences

extension SystemDescription {
    /// nil where the system has none of that id.
    public func parameter(_ id: String) -> Parameter? { parameters.first { $0.id == id } }

    /// The recipe a new song begins with: all usual values.
    public var defaults: Recipe {
        var recipe = Recipe(system: name)
        for parameter in parameters {
            guard let usual = parameter.usual else { continue }
            do { try parameter.write(usual, to: &recipe) } catch {
                preconditionFailure("\(name) declares \(parameter.id) with a usual value that it refuses: \(error)")
            }
        }
        return recipe
    }

    /// The recipe with the usual values of the system's own parameters that it leaves out: it says everything that
    /// decides a take.
    public func completed(_ recipe: Recipe) -> Recipe {
        var whole = recipe
        for parameter in parameters where parameter.isSetting && whole.settings[parameter.id] == nil {
            whole.settings[parameter.id] = parameter.usual
        }
        return whole
    }

    /// A recipe of another system as one of this: it has its own usual values, and of the rest what it knows.
    public func adopting(_ recipe: Recipe) -> Recipe {
        var own = recipe
        own.system = name
        own.settings = [:]
        for parameter in parameters where parameter.isSetting {
            own.settings[parameter.id] = parameter.usual ?? recipe.settings[parameter.id]
        }
        return own
    }

    /// - Throws: `RecipeError` naming what lies outside its range. Settings that the system does not know pass.
    public func validate(_ recipe: Recipe) throws {
        for parameter in parameters where parameter.isSetting { try parameter.validate(recipe) }
        if recipe.extends ?? false, !canExtend {
            throw RecipeError("\(title) plays no longer than the vocal; a system that goes on by itself does")
        }
        try recipe.validate()
    }

    /// - Throws: `RecipeError` naming a setting that is none of the system's parameters, so that a slip of the pen is
    ///   not silently left out.
    public func checkNames(of recipe: Recipe) throws {
        let own = parameters.filter(\.isSetting).map(\.id)
        guard let stranger = recipe.settings.keys.sorted().first(where: { !own.contains($0) }) else { return }
        let known = Recipe.Key.allCases.map(\.rawValue) + own
        throw RecipeError(
            "\(stranger.quoted) is nothing a recipe says; there are \(known.joined(separator: ", "))")
    }
}
