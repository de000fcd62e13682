import Foundation
import Recipes
import Testing

@Suite struct ParameterTests {
    private let system = TestSystem.description

    private func sentence(_ id: String, _ text: String) throws -> String? {
        var recipe = system.defaults
        do {
            try [system].set(id, of: &recipe, typing: text)
            return nil
        } catch let error as RecipeError { return error.description }
    }

    @Test func defaultsAreTheUsualValues() throws {
        let usual = system.defaults
        #expect(usual.settings == ["steps": .integer(8), "guidance": .number(6), "solver": .text("dpm")])
        #expect(usual.seed == 1 && usual.balance == -2 && usual.system == "fastsag")
        #expect(TestSystem.duo.defaults.settings == ["steps": .integer(30), "rooms": .integer(2)])
        #expect(
            system.completed(Recipe(steps: 3))
                == {
                    var own = usual; own.steps = 3; return own
                }())
    }

    /// A system that declares nothing gets nothing, least of all another one's steps.
    @Test func aSystemHasOnlyWhatItDeclares() throws {
        let bare = SystemDescription(
            name: "bare", title: "Bare", summary: "", stems: [], canVary: false, canReroll: false)
        #expect(bare.defaults == Recipe(system: "bare") && bare.defaults.settings.isEmpty)
        let text = String(decoding: try JSONEncoder().encode(bare.defaults), as: UTF8.self)
        for name in ["steps", "guidance", "solver"] { #expect(!text.contains(name)) }
    }

    @Test func anotherSystemHasItsOwnUsualValues() throws {
        var recipe = system.defaults
        (recipe.steps, recipe.chordGuidance, recipe.seed) = (50, 3, 9)
        let systems = [system, TestSystem.duo]
        try systems.set("system", of: &recipe, typing: "Duo")
        #expect(recipe.system == "duo" && recipe.seed == 9)
        #expect(recipe.settings == ["steps": .integer(30), "rooms": .integer(2), "chordGuidance": .number(3)])
        try systems.set("system", of: &recipe, typing: "duo")
        #expect(recipe.steps == 30)
        #expect(throws: RecipeError("there is no system \"trio\"; choose fastsag, duo")) {
            try systems.set("system", of: &recipe, typing: "trio")
        }
    }

    @Test func sentencesNameWhatThereIs() throws {
        #expect(try sentence("steps", "0") == "steps must be 1 to 200, not 0")
        #expect(try sentence("steps", "many") == "steps is a whole number, not \"many\"")
        #expect(try sentence("guidance", "nan") == "guidance must be 0 to 20, not nan")
        #expect(try sentence("chordGuidance", "21") == "chord guidance must be 0 to 20, not 21")
        #expect(try sentence("solver", "magic") == "solver is one of euler, heun, dpm, not \"magic\"")
        #expect(try sentence("style", "polka")?.hasSuffix("any, not \"polka\"") == true)
        #expect(try sentence("live", "maybe") == "live: dry or live, not \"maybe\"")
        #expect(try sentence("prompt", "much too long") == "a prompt has up to ten letters")
        #expect(try sentence("balance", "50") == "balance must be -40 to 40 LU, not 50")
        #expect(
            try sentence("pace", "1")?.hasPrefix("FastSAG has no parameter \"pace\"; there are system, steps") == true)
    }

    @Test func unitsPerCentsAndCommasAreRead() throws {
        var recipe = system.defaults
        try Parameter.balance.set(&recipe, typing: "-4,5 LU")
        try Parameter.variation.set(&recipe, typing: "60%")
        #expect(recipe.balance == -4.5 && recipe.variation == 0.6)
        try Parameter.variation.set(&recipe, typing: "off")
        #expect(recipe.variation == nil)
        try [system].set("live", of: &recipe, typing: "yes")
        #expect(recipe.settings["live"] == .flag(true))
        try [system].set("live", of: &recipe, typing: "dry")
        #expect(recipe.settings["live"] == nil)
    }

    /// A file may say what nobody can type.
    @Test func settingsOfTheWrongKindAreRefused() throws {
        for (id, setting) in [
            ("steps", Setting.text("many")), ("steps", .number(2.5)), ("guidance", .flag(true)),
            ("solver", .integer(1)), ("prompt", .integer(1)), ("live", .text("yes")),
            ("prompt", .text("much too long")),
        ] {
            var recipe = system.defaults
            recipe.settings[id] = setting
            #expect(throws: RecipeError.self, "\(id)") { try system.validate(recipe) }
        }
        var newer = system.defaults
        newer.settings["sparkle"] = .integer(1)
        try system.validate(newer)
        #expect(throws: RecipeError.self) { try system.checkNames(of: newer) }
    }

    /// Where arrows begin when nothing is said, nothing is said again.
    @Test func arrowsComeBackToNothingSaid() throws {
        let parameter = try #require(system.parameter("chordGuidance"))
        var recipe = system.defaults
        try parameter.step(&recipe, by: 3)
        #expect(recipe.chordGuidance == 7.5)
        try parameter.step(&recipe, by: -3)
        #expect(recipe == system.defaults)
        try parameter.step(&recipe, by: 100)
        #expect(recipe.chordGuidance == 20)
        for _ in 0..<30 { try Parameter.variation.step(&recipe, by: 1) }
        #expect(recipe.variation == 1)
        for _ in 0..<30 { try Parameter.variation.step(&recipe, by: -1) }
        #expect(recipe.variation == nil)
    }

    /// Words of a band that name no family leave the families alone.
    @Test func wordsOfABandKeepItsFamilies() throws {
        var recipe = Recipe(arrangement: ArrangementControls(families: [.keys], level: 1))
        try Parameter.band.set(&recipe, typing: "very sparse")
        #expect(recipe.arrangement == ArrangementControls(families: [.keys], density: -2, level: 1))
        try Parameter.band.set(&recipe, typing: "any")
        #expect(recipe.arrangement == ArrangementControls(density: -2, level: 1))
    }
}
