import Recipes
import Testing

@Suite struct DraftTests {
    private let system = TestSystem.description

    @Test func aDraftHasFewerStepsAndLessGuidanceAndComesBack() {
        var recipe = Recipe(steps: 8, guidance: 6, seed: 9, solver: .dpm, style: .bossa)
        recipe.chordGuidance = 8
        // nothing is added to the conditions: nothing to turn down
        recipe.vocalGuidance = 0.5
        let draft = system.drafted(recipe)
        #expect(draft.steps == 4 && draft.guidance == 3 && draft.chordGuidance == 4 && draft.vocalGuidance == 0.5)
        #expect(draft.seed == 9 && draft.style == .bossa)
        #expect(system.isDraft(draft) && !system.isDraft(recipe))
        #expect(system.refined(draft) == recipe)
    }

    @Test func aDraftStaysOneAndAFullTakeStaysFull() {
        let draft = system.drafted(Recipe(steps: 8))
        #expect(system.drafted(draft) == draft)
        let full = Recipe(steps: 24, guidance: 3)
        #expect(system.refined(full) == full)
    }

    @Test func aSystemThatIsQuickAnywayHasNone() {
        var quick = system
        quick.draft = nil
        let recipe = Recipe(steps: 2)
        #expect(!quick.isDraft(recipe) && quick.drafted(recipe) == recipe && quick.refined(recipe) == recipe)
    }
}
