import Music
import Recipes
import Sentences
import Songs

/// The recipe of the next take, row by row, and its seed.
final class RecipeController: Controller {
    /// Steps that "much more" takes at once.
    static let bigStep = 10

    func moveRecipeCursor(_ steps: Int) {
        let all = state.parameters.map(\.id)
        let index = all.firstIndex(of: state.recipeCursor) ?? 0
        state.recipeCursor = all[min(max(index + steps, 0), all.count - 1)]
    }

    /// By arrows.
    func stepRecipe(_ steps: Int) {
        let parameter = state.parameter
        do {
            try changeRecipe(parameter, key: "recipe \(parameter.id)") {
                try parameter.step(&$0, by: steps, hearing: state.song.sheet?.leadSheet)
            }
        } catch {
            tell(.error, "\(error)")
        }
    }

    func editRecipe() {
        let parameter = state.parameter
        workstation.dialogs.ask(
            parameter.label, parameter.text(of: state.song.recipe), words: parameter.written?.words ?? [], in: .recipe
        ) { [self] text in
            try setRecipe(parameter.id, text)
            if let remark = parameter.written?.remark?(text) { tell(.warning, remark) }
        }
    }

    /// By typing.
    /// - Parameter id: of a parameter of the recipe's system.
    /// - Throws: `RecipeError`, a sentence.
    func setRecipe(_ id: String, _ text: String) throws {
        guard let parameter = state.parameters.first(where: { $0.id == id }) else {
            throw RecipeError("\(state.song.recipe.system) has no parameter \(id.quoted)")
        }
        try changeRecipe(parameter, key: nil) { try parameter.set(&$0, typing: text) }
    }

    func resetRecipeParameter() {
        let parameter = state.parameter
        let usual = state.system?.defaults ?? Recipe()
        changeRecipe(parameter, key: nil) { parameter.copy(from: usual, to: &$0) }
    }

    func resetRecipe() {
        edit("usual recipe") { song in
            let seed = song.recipe.seed
            song.recipe = state.system?.defaults ?? Recipe()
            song.recipe.seed = seed
        }
    }

    private func changeRecipe(
        _ parameter: Parameter, key: String?, _ change: (inout Recipe) throws -> Void
    ) rethrows {
        let before = state.song.recipe.constraints
        try edit(parameter.label, key: key) { try change(&$0.recipe) }
        if state.song.recipe.constraints != before { workstation.leadSheet.hear() }
    }

    // MARK: Seed

    func nextSeed() { edit("seed", key: "recipe seed") { $0.recipe.seed &+= 1 } }

    func toggleSeedLock() {
        edit("seed lock") { $0.isSeedLocked.toggle() }
        tell(.info, state.song.isSeedLocked ? "the seed stays" : "the seed counts up after each take")
    }

    func openSeeds() {
        workstation.dialogs.show(
            .init(
                kind: .seeds, title: "Earlier seeds",
                items: state.song.seedHistory.map { seed in
                    let takes = state.song.allTakes.filter { $0.recipe.seed == seed }.map(\.name)
                    return .init(value: "\(seed)", title: "\(seed)", detail: takes.joined(separator: ", "))
                }))
    }
}
