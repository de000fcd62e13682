import ArgumentParser
import Foundation
import Music
import Recipes

/// A recipe from a file, and what is said on the command line over it.
struct RecipeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A recipe to begin with, as recipe.json beside a take has it or any part of one; options go before it.",
            valueName: "file"))
    var recipe: String?

    @Option(help: "Which system plays: \(Generators.names.joined(separator: ", ")) (default: \(Recipe().system)).")
    var system: String?

    @Option(help: "Steps of the sampler (default: \(Recipe().steps)).")
    var steps: Int?

    @Option(
        help: """
            Guidance: 1 follows what was heard as it is, more exaggerates it (default: \(Recipe().guidance.formatted())).
            """)
    var guidance: Double?

    @Flag(help: "A quick answer in few steps; the same recipe without it is the take in full.")
    var draft = false

    @Option(help: "Guidance of beats and chords, where it differs.")
    var chordGuidance: Double?

    @Option(help: "Guidance of the voice, where it differs.")
    var vocalGuidance: Double?

    @Option(help: "Guidance of style, families, density and brightness, where it differs.")
    var styleGuidance: Double?

    @Option(help: "Seed of the first take; the next takes count on from it (default: \(Recipe().seed)).")
    var seed: UInt64?

    @Option(
        help: """
            How the sampler steps: \(Solver.allCases.map(\.rawValue).joined(separator: ", ")) (default: \
            \(Recipe().solver.rawValue)).
            """)
    var solver: Solver?

    @Option(help: "Style: \(Style.allCases.map(\.rawValue).joined(separator: ", ")).")
    var style: Style?

    @Option(
        help: """
            Who plays and how: families (\(InstrumentFamily.allCases.map(\.rawValue).joined(separator: ", "))) and words \
            (sparse, dense, dark, bright, soft, loud, very ...), like "drums bass keys very sparse".
            """)
    var band: String?

    @Option(
        parsing: .unconditional, help: "How much is struck, in deviations from what is usual, -3 to 3.")
    var density: Double?

    @Option(parsing: .unconditional, help: "How bright it sounds, -3 to 3.")
    var brightness: Double?

    @Option(
        help: "Sections by their bars, each with a band of its own: \"4 keys soft | 8 drums bass keys | 8 all dense\".")
    var plan: String?

    @Option(help: "Where a beat's second half begins: 0.5 is straight, 0.667 a triplet swing.")
    var swing: Double?

    @Option(
        parsing: .unconditional,
        help: "Loudness of the accompaniment relative to the vocal, LU (default: \(Recipe().balance.formatted())).")
    var balance: Double?

    @Option(help: "Seconds at which to begin.")
    var from: Double?

    @Option(help: "Seconds at which to end.")
    var to: Double?

    @Option(help: "Bars that the band plays before the vocal begins, 0 to 16.")
    var preRoll: Int?

    @Option(help: "Bars that it plays after the vocal has ended, 0 to 16.")
    var tail: Int?

    @Flag(
        inversion: .prefixedNo,
        help: "Also drums, bass and harmony by themselves, which together are the accompaniment (default: no stems).")
    var stems: Bool?

    @OptionGroup var given: ConstraintOptions

    func validate() throws {
        guard !draft || steps == nil else { throw ValidationError("--draft decides the steps: leave out --steps") }
    }

    /// - Throws: `RecipeError`, also for a file that holds no recipe.
    func made() throws -> Recipe {
        var made = try recipe.map(RecipeFile.read) ?? Recipe()
        func set<Value>(_ path: WritableKeyPath<Recipe, Value>, _ value: Value?) {
            if let value { made[keyPath: path] = value }
        }
        set(\.system, system)
        set(\.steps, steps)
        set(\.guidance, guidance)
        set(\.chordGuidance, chordGuidance.map(Optional.some))
        set(\.vocalGuidance, vocalGuidance.map(Optional.some))
        set(\.styleGuidance, styleGuidance.map(Optional.some))
        set(\.seed, seed)
        set(\.solver, solver)
        set(\.style, style.map(Optional.some))
        set(\.swing, swing.map(Optional.some))
        set(\.balance, balance)
        set(\.from, from.map(Optional.some))
        set(\.to, to.map(Optional.some))
        set(\.preRoll, preRoll.map(Optional.some))
        set(\.tail, tail.map(Optional.some))
        set(\.stems, stems.map(Optional.some))
        let wish = ArrangementWish(density: density, brightness: brightness)
            .over(try band.map(ArrangementWish.init(parsing:)) ?? .init()).over(made.arrangement ?? .init())
        made.arrangement = wish.isEmpty ? nil : wish
        if let plan { made.plan = try PlannedSection.plan(parsing: plan) }
        made.constraints = try given.constraints(over: made.constraints)
        // the bars of a sheet stay, in whatever tuning
        if given.tuning != nil { made.leadSheet?.tuning = made.constraints.tuning.map { Tuning(cents: $0) } }
        if draft {
            made = Generators.all.first { $0.name == made.system }?.drafted(made) ?? made
        }
        try made.validate()
        return made
    }
}

extension Style: ExpressibleByArgument {}
extension Solver: ExpressibleByArgument {}
