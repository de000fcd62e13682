import Evaluation
import Generation
import Listener
import Recipes
import Signal

/// A loaded system, who hears for it, and the recipe of its takes.
package struct MeasuredSystem {
    package let generator: any GenerationSystem
    package let hearing: VocalHearing
    package let recipe: Recipe

    package init(generator: any GenerationSystem, hearing: VocalHearing, recipe: Recipe) {
        self.generator = generator
        self.hearing = hearing
        self.recipe = recipe
    }

    /// As a report names it.
    /// - Throws: what loading the listener throws.
    package func record() throws -> SuiteReport.System {
        SuiteReport.System(
            name: generator.name, title: generator.description.title, solver: recipe.solver?.rawValue,
            steps: recipe.steps, guidance: recipe.guidance, seed: recipe.seed,
            weights: generator.modelHash(heardBy: try hearing.digest()))
    }

    /// - Throws: what hearing and generating throw.
    func take(
        of vocal: AudioBuffer, recipe: Recipe, progress: (TakeProgress) throws -> Void = { _ in }
    ) throws -> Accompaniment {
        try generator.take(of: vocal, recipe: recipe, hearing: hearing, progress: progress)
    }
}

/// Follows a take that is being made: what it is for, and how far it has come; nil once it is finished or has failed.
package typealias TakeWatcher = (_ label: String, _ progress: TakeProgress?) -> Void
