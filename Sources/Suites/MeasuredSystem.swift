import Evaluation
import Generation
import Recipes

/// A loaded system and the recipe of its takes.
package struct MeasuredSystem {
    package let generator: any Generator
    package let recipe: Recipe

    package init(generator: any Generator, recipe: Recipe) {
        self.generator = generator
        self.recipe = recipe
    }

    /// As a report names it.
    package var record: SuiteReport.System {
        SuiteReport.System(
            name: generator.name, title: generator.description.title, solver: recipe.solver?.rawValue,
            steps: recipe.steps, guidance: recipe.guidance, seed: recipe.seed, weights: generator.modelHash)
    }
}

/// Follows a take that is being made: what it is for, and how far it has come; nil once it is finished or has failed.
package typealias TakeWatcher = (_ label: String, _ progress: TakeProgress?) -> Void
