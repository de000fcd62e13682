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
            "Only this system, one of \(SystemRegistry.standard.names.joined(separator: ", ")); may be given again. All without it.",
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

    @Option(
        help: ArgumentHelp(
            "Weights of a part instead of those that come with the program: listener, \(Self.partNames); may be given again.",
            valueName: "part=file"))
    var weights: [String] = []

    private static let listener = Part("listener", help: "hears the vocal")

    private static var partNames: String {
        SystemRegistry.standard.descriptions.flatMap { system in
            system.parts.map { "\($0.name) (\(system.title))" }
        }.joined(separator: ", ")
    }

    private var chosen: [SystemDescription] {
        SystemRegistry.standard.descriptions.filter { system.isEmpty || system.contains($0.name) }
    }

    func validate() throws {
        for name in system where !SystemRegistry.standard.names.contains(name) {
            throw ValidationError(GenerationError.unknownSystem(name, known: SystemRegistry.standard.names).description)
        }
        do { _ = try files() } catch let error as GenerationError { throw ValidationError(error.description) }
    }

    /// Parts belong to one system: where several are chosen, only the listener can be named, which hears for all.
    func files() throws -> SystemWeights {
        let parts = chosen.count == 1 ? chosen[0].parts : []
        return try SystemWeights(parsing: weights, of: [Self.listener] + parts)
    }

    /// - Throws: `RecipeError`, and what loading weights throws.
    func systems() throws -> [MeasuredSystem] {
        let chosen = chosen
        let named = [("steps", steps), ("guidance", guidance), ("solver", solver), ("seed", seed)]
        let typed = named.compactMap { id, text in text.map { (id: id, text: $0) } } + others.typed
        let recipes = try chosen.map { description in
            var recipe = description.defaults
            for (id, text) in typed { try [description].set(id, of: &recipe, typing: text) }
            try description.validate(recipe)
            return recipe
        }
        let files = try files()
        // all systems play to what was heard once
        let hearing = VocalHearing(try VocalListener.bundled(encoder: files.files[Self.listener.name]))
        return try zip(chosen, recipes).map {
            MeasuredSystem(
                generator: try SystemRegistry.standard.load($0.name, weights: files), hearing: hearing, recipe: $1)
        }
    }
}
