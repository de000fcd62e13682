import ArgumentParser
import Foundation
import Generation
import Listener
import Recipes
import Suites

/// Which systems make takes that are measured, and how.
struct TakeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only this system, one of \(Generators.names.joined(separator: ", ")); may be given again. All without it.",
            valueName: "name"))
    var system: [String] = []

    @Option(help: .parameter("steps"))
    var steps: String?

    @Option(help: .parameter("guidance"))
    var guidance: String?

    @Option(help: .parameter("solver"))
    var solver: String?

    @Option(help: .parameter("seed"))
    var seed: String?

    @OptionGroup var others: SettingOptions

    @Option(help: ArgumentHelp("The system's weights instead of those that come with the program.", valueName: "file"))
    var model: String?

    @Option(help: ArgumentHelp("Vocoder weights instead of those that come with the program.", valueName: "file"))
    var vocoder: String?

    @Option(help: ArgumentHelp("Encoder weights instead of those that come with the program.", valueName: "file"))
    var listener: String?

    @Option(help: ArgumentHelp("Splitter weights instead of those that come with the program.", valueName: "file"))
    var splitter: String?

    var weights: Generators.Weights {
        func file(_ path: String?) -> URL? { path.map { URL(fileURLWithPath: $0) } }
        return Generators.Weights(model: file(model), vocoder: file(vocoder), splitter: file(splitter))
    }

    private var chosen: [SystemDescription] {
        Generators.all.filter { system.isEmpty || system.contains($0.name) }
    }

    func validate() throws {
        for name in system where !Generators.names.contains(name) {
            throw ValidationError(GenerationError.unknownSystem(name, known: Generators.names).description)
        }
        guard model == nil || chosen.count == 1 else {
            throw ValidationError("--model needs --system: the file holds the weights of one")
        }
    }

    /// - Throws: `RecipeError`, and what loading weights throws.
    func systems() throws -> [MeasuredSystem] {
        let chosen = chosen
        let named = [("steps", steps), ("guidance", guidance), ("solver", solver), ("seed", seed)]
        let typed = named.compactMap { id, text in text.map { (id: id, text: $0) } } + (try others.typed())
        let recipes = try chosen.map { description in
            var recipe = description.defaults
            for (id, text) in typed { try [description].set(id, of: &recipe, typing: text) }
            try description.validate(recipe)
            return recipe
        }
        // all systems play to what was heard once
        let hearing = VocalHearing(try VocalListener.bundled(encoder: listener.map { URL(fileURLWithPath: $0) }))
        return try zip(chosen, recipes).map {
            MeasuredSystem(system: try Generators.make($0.name, weights: weights), hearing: hearing, recipe: $1)
        }
    }
}
