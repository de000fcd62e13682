import ArgumentParser
import Foundation
import Generation
import Music
import Recipes

/// A recipe from a file, and what is said on the command line over it.
struct RecipeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            A recipe to begin with: recipe.json beside a take, any part of one, or a sound that backline wrote (a mix, a \
            stem, a take of a song); options go before it.
            """,
            valueName: "file"))
    var recipe: String?

    @Option(help: .parameter("system"))
    var system: String?

    @Option(parsing: .unconditional, help: .parameter("steps"))
    var steps: String?

    @Option(parsing: .unconditional, help: .parameter("guidance"))
    var guidance: String?

    @Flag(help: "A quick answer in few steps; the same recipe without it is the take in full.")
    var draft = false

    @Option(help: .parameter("chordGuidance"))
    var chordGuidance: String?

    @Option(help: .parameter("vocalGuidance"))
    var vocalGuidance: String?

    @Option(help: .parameter("styleGuidance"))
    var styleGuidance: String?

    @Option(parsing: .unconditional, help: .parameter("seed"))
    var seed: String?

    @Option(help: .parameter("solver"))
    var solver: String?

    @Option(help: .parameter("style"))
    var style: String?

    @Option(help: .parameter("band"))
    var band: String?

    @Option(parsing: .unconditional, help: .parameter("density"))
    var density: String?

    @Option(parsing: .unconditional, help: .parameter("brightness"))
    var brightness: String?

    @Option(help: .parameter("plan"))
    var plan: String?

    @Option(help: .parameter("swing"))
    var swing: String?

    @Option(parsing: .unconditional, help: .parameter("balance"))
    var balance: String?

    @Option(help: "Seconds at which to begin.")
    var from: Double?

    @Option(help: "Seconds at which to end.")
    var to: Double?

    @Option(help: .parameter("preRoll", valueName: "bars"))
    var preRoll: String?

    @Option(help: .parameter("tail", valueName: "bars"))
    var tail: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Also drums, bass and harmony by themselves, which together are the accompaniment (default: no stems).")
    var stems: Bool?

    @OptionGroup var given: ConstraintOptions

    @OptionGroup var others: SettingOptions

    /// The options that set parameters. The system comes first, and words of a band before the numbers of one.
    private var named: [(id: String, text: String?)] {
        [
            ("system", system), ("steps", steps), ("guidance", guidance), ("chordGuidance", chordGuidance),
            ("vocalGuidance", vocalGuidance), ("styleGuidance", styleGuidance), ("seed", seed), ("solver", solver),
            ("style", style), ("band", band), ("density", density), ("brightness", brightness), ("plan", plan),
            ("swing", swing), ("balance", balance), ("preRoll", preRoll), ("tail", tail),
            ("stems", stems.map { $0 ? "yes" : "no" }),
        ]
    }

    func validate() throws {
        guard draft else { return }
        guard steps == nil, !others.typed.contains(where: { $0.id == "steps" }) else {
            throw ValidationError("--draft decides the steps: leave out --steps")
        }
    }

    /// - Returns: a recipe that says everything.
    /// - Throws: `RecipeError` where the file has none or those of several players, `GenerationError.unknownSystem`.
    func made() throws -> Recipe {
        let all = try madeOfEach()
        guard all.count == 1 else {
            throw RecipeError(
                "\(recipe ?? "it") has the recipes of \(all.count) players, which `backline layer` makes; take one of them alone"
            )
        }
        return all[0]
    }

    /// A recipe that says everything for each player of the file, in turn; never empty.
    /// - Throws: `RecipeError`, `GenerationError.unknownSystem`.
    func madeOfEach() throws -> [Recipe] {
        try (recipe.map { try RecipeFile.read($0, of: SystemRegistry.standard.descriptions) } ?? [Recipe()]).map(made)
    }

    private func made(from recipe: Recipe) throws -> Recipe {
        let systems = SystemRegistry.standard.descriptions
        var made = recipe
        for (id, text) in named { if let text { try systems.set(id, of: &made, typing: text) } }
        (made.from, made.to) = (from ?? made.from, to ?? made.to)
        try given.apply(to: &made)
        for (id, text) in others.typed { try systems.set(id, of: &made, typing: text) }
        guard let description = systems.named(made.system) else {
            throw GenerationError.unknownSystem(made.system, known: SystemRegistry.standard.names)
        }
        if draft {
            made = description.drafted(made)
        }
        made = description.completed(made)
        try description.validate(made)
        return made
    }
}
