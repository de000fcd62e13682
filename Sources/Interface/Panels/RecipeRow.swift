import Music
import Recipes
import Songs

/// One row of the recipe panel as text.
struct RecipeRow {
    let label: String
    let value: String
    /// What the value means, for screens with room.
    let explanation: String
    /// Differs from the recipe that it began from.
    let isChanged: Bool
    /// Left to the listener or to the model: shown dimmed.
    let isHeard: Bool

    init(_ parameter: Parameter, _ state: WorkstationState) {
        let recipe = state.song.recipe
        label = parameter.label
        isChanged = state.parentRecipe.map { parameter.differs(recipe, $0.recipe) } ?? false
        (value, isHeard) =
            switch parameter.id {
            case Parameter.systemID: (state.system?.title ?? recipe.system, false)
            case Parameter.seed.id: ("\(recipe.seed)" + (state.song.isSeedLocked ? " locked" : ""), false)
            case Parameter.part.id: (Self.part(recipe), false)
            default: HeardValue(parameter, state).map { ($0.text, $0.isHeard) } ?? Self.value(parameter, recipe)
            }
        explanation =
            switch parameter.id {
            case Parameter.systemID: state.system?.summary ?? ""
            case Parameter.seed.id where state.song.isSeedLocked: "stays: the same take again"
            default: parameter.help
            }
    }

    /// As the parameter's declaration has it.
    private static func value(_ parameter: Parameter, _ recipe: Recipe) -> (String, isHeard: Bool) {
        // "off" leaves nothing to anybody
        guard let value = parameter.value(in: recipe) else { return (parameter.absent, parameter.absent != "off") }
        switch parameter.kind {
        case .integer(_, _, let unit):
            let text = value.description
            guard !unit.isEmpty else { return (text, false) }
            return ("\(text) \(text == "1" && unit.hasSuffix("s") ? String(unit.dropLast()) : unit)", false)
        case .number(let range, let step, let unit):
            guard let number = value.number else { return (value.description, false) }
            if unit == "%" { return (Formats.percent(number), false) }
            let text = range.lowerBound < 0 ? Formats.signed(number) : Formats.fixed(number, Self.digits(step))
            // beside "as guidance" whole numbers stand as they are typed
            let shown =
                parameter.usual == nil && text.hasSuffix(".0") && range.lowerBound >= 0 ? Formats.short(number) : text
            return (unit.isEmpty ? shown : "\(shown) \(unit)", false)
        case .flag(let on, let off): return value.flag == true ? (on, false) : (off, true)
        case .choice, .text: return (value.description, false)
        }
    }

    /// After the point, as steps need them.
    private static func digits(_ step: Double) -> Int { abs(step * 10 - (step * 10).rounded()) < 1e-9 ? 1 : 2 }

    private static func part(_ recipe: Recipe) -> String {
        if let reroll = recipe.reroll {
            return "anew \(Formats.duration(reroll.lowerBound))-\(Formats.duration(reroll.upperBound))"
        }
        if recipe.from == nil, recipe.to == nil { return "all" }
        return Formats.duration(recipe.from ?? 0) + "-" + (recipe.to.map(Formats.duration) ?? "end")
    }
}
