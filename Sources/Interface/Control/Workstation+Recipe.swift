import Music
import Recipes
import Songs

extension Workstation {
    /// Steps that "much more" takes at once.
    static let bigStep = 10

    func moveRecipeCursor(_ steps: Int) {
        let all = RecipeField.allCases
        let index = all.firstIndex(of: state.recipeCursor) ?? 0
        state.recipeCursor = all[min(max(index + steps, 0), all.count - 1)]
    }

    /// By arrows.
    func stepRecipe(_ steps: Int) {
        let field = state.recipeCursor
        let editing = RecipeEditing(field, systems: state.systems, sheet: state.song.sheet?.leadSheet)
        changeRecipe(field, key: "recipe \(field.rawValue)") { editing.step(&$0, by: steps) }
    }

    func editRecipeField() {
        let field = state.recipeCursor
        ask(
            field.label,
            RecipeEditing(field, systems: state.systems, sheet: state.song.sheet?.leadSheet)
                .text(state.song.recipe), in: .recipe
        ) { [self] text in try setRecipe(field, text) }
    }

    /// By typing.
    /// - Throws: `RecipeError` and others, each a sentence.
    public func setRecipe(_ field: RecipeField, _ text: String) throws {
        let editing = RecipeEditing(field, systems: state.systems, sheet: state.song.sheet?.leadSheet)
        try changeRecipe(field, key: nil) { recipe in
            try editing.set(&recipe, text)
            try recipe.validate()
        }
    }

    func resetRecipeField() {
        let field = state.recipeCursor
        let usual = state.system?.defaults ?? Recipe()
        changeRecipe(field, key: nil) { RecipeEditing.copy(field, from: usual, to: &$0) }
    }

    func resetRecipe() {
        edit("usual recipe") { song in
            let seed = song.recipe.seed
            song.recipe = state.system?.defaults ?? Recipe()
            song.recipe.seed = seed
        }
    }

    private func changeRecipe(
        _ field: RecipeField, key: String?, _ change: (inout Recipe) throws -> Void
    ) rethrows {
        let before = state.song.recipe.constraints
        try edit(field.label, key: key) { try change(&$0.recipe) }
        if state.song.recipe.constraints != before { hear() }
    }

    // MARK: Seed

    func nextSeed() { edit("seed", key: "recipe seed") { $0.recipe.seed &+= 1 } }

    func toggleSeedLock() {
        edit("seed lock") { $0.isSeedLocked.toggle() }
        tell(.info, state.song.isSeedLocked ? "the seed stays" : "the seed counts up after each take")
    }

    func openSeeds() {
        show(
            .init(
                kind: .seeds, title: "Earlier seeds",
                items: state.song.seedHistory.map { seed in
                    let takes = state.song.takes.filter { $0.recipe.seed == seed }.map(\.name)
                    return .init(value: "\(seed)", title: "\(seed)", detail: takes.joined(separator: ", "))
                }))
    }
}
