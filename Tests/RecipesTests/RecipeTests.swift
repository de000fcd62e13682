import Foundation
import Music
import Recipes
import Testing

@Suite struct RecipeTests {
    /// The sentence that a recipe is refused with; nil when it is accepted.
    private func refusal(_ change: (inout Recipe) -> Void) throws -> String? {
        var recipe = Recipe()
        change(&recipe)
        do {
            try TestSystem.description.validate(recipe)
            return nil
        } catch let error as RecipeError { return error.description }
    }

    @Test func whatIsInRangeIsAccepted() throws {
        #expect(try refusal { _ in } == nil)
        for steps in [1, 12, 200] { #expect(try refusal { $0.steps = steps } == nil) }
        for guidance in [0.0, 1, 20] { #expect(try refusal { $0.guidance = guidance } == nil) }
        for balance in [-40.0, 0, 40] { #expect(try refusal { $0.balance = balance } == nil) }
        for tempo in [20.0, 97.5, 400] { #expect(try refusal { $0.constraints.tempo = tempo } == nil) }
        for meter in [2, 4, 12] { #expect(try refusal { $0.constraints.meter = meter } == nil) }
        #expect(try refusal { ($0.from, $0.to) = (0, 0.1) } == nil)
        #expect(try refusal { $0.to = 3 } == nil)
        #expect(try refusal { $0.from = 1e6 } == nil)
        #expect(try refusal { $0.constraints.firstDownbeat = 0 } == nil)
    }

    @Test func whatIsOutsideIsNamed() throws {
        for steps in [0, -1, 201, Int.max] {
            #expect(try refusal { $0.steps = steps } == "steps must be 1 to 200, not \(steps)")
        }
        for guidance in [-0.1, 20.1, Double.nan, Double.infinity] {
            #expect(try refusal { $0.guidance = guidance }?.hasPrefix("guidance must be 0 to 20") == true)
        }
        for balance in [-41, 41, Double.nan, -Double.infinity] {
            #expect(try refusal { $0.balance = balance }?.hasPrefix("balance") == true)
        }
        for tempo in [0, -100, 19.9, 401, Double.nan] {
            #expect(try refusal { $0.constraints.tempo = tempo }?.hasPrefix("tempo") == true)
        }
        for meter in [0, -4, 1, 13] {
            #expect(try refusal { $0.constraints.meter = meter }?.hasPrefix("metre") == true)
        }
        for cents in [-65.1, 70, Double.nan, Double.infinity] {
            #expect(try refusal { $0.constraints.tuning = cents }?.hasPrefix("the tuning must lie") == true)
        }
        for cents in [-65.0, 0, 35] { #expect(try refusal { $0.constraints.tuning = cents } == nil) }
        for division in [0, 1, 4] {
            #expect(try refusal { $0.constraints.division = division }?.hasPrefix("a beat must have") == true)
        }
        for beats in [[0, 0], [1, 0.5], [0, Double.infinity]] {
            #expect(try refusal { $0.constraints.beats = beats }?.hasPrefix("the beats must be") == true)
        }
        let crossed: [LeadSheet.Span] = [.init(start: 0, end: 2, chord: nil), .init(start: 1, end: 3, chord: nil)]
        #expect(try refusal { $0.constraints.chords = crossed }?.hasPrefix("the fixed chords must") == true)
        for time in [-0.1, Double.nan, Double.infinity] {
            #expect(try refusal { $0.constraints.firstDownbeat = time }?.contains("downbeat") == true)
            #expect(try refusal { $0.from = time }?.hasPrefix("--from") == true)
            #expect(try refusal { $0.to = time }?.hasPrefix("--to") == true)
        }
        #expect(try refusal { ($0.from, $0.to) = (2, 2) }?.hasPrefix("--to") == true)
        #expect(try refusal { $0.to = 0 }?.hasPrefix("--to") == true)
    }

    /// What a file does not say is as usual; what no recipe says is a slip.
    @Test func partsOfRecipesAreRead() throws {
        func read(_ text: String) throws -> Recipe { try JSONDecoder().decode(Recipe.self, from: Data(text.utf8)) }
        #expect(try read("{}") == Recipe())
        var wanted = Recipe(steps: 20, style: .bossa, constraints: .init(tempo: 96))
        wanted.plan = [PlannedSection(bars: 8, controls: ArrangementControls(families: [.drums, .bass]))]
        let text = """
            {"steps": 20, "style": "bossa", "constraints": {"tempo": 96},
             "plan": [{"bars": 8, "wish": {"families": ["drums", "bass"]}}]}
            """
        #expect(try read(text) == wanted)
        // a song keeps what a newer program wrote; a recipe that somebody types may not say it
        let slip = try read("{\"guidence\": 3, \"steps\": 4, \"swing\": null}")
        #expect(slip.settings == ["guidence": .integer(3), "steps": .integer(4)])
        #expect(
            throws: RecipeError(
                "\"guidence\" is nothing a recipe says; there are system, seed, style, arrangement, plan, constraints, "
                    + "leadSheet, from, to, preRoll, tail, balance, variation, reroll, extends, stems, steps, guidance, "
                    + "chordGuidance, vocalGuidance, solver, prompt, live")
        ) { try TestSystem.description.checkNames(of: slip) }
        try TestSystem.description.checkNames(of: wanted)
        #expect(try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(slip)) == slip)
        #expect(throws: DecodingError.self) { try read("{\"style\": \"polka\"}") }
    }

    @Test func recipesSurviveJSON() throws {
        let recipe = Recipe(
            system: "fastsag", steps: 30, guidance: 1.25, seed: .max, solver: .heun, style: .bossa,
            constraints: .init(
                tempo: 97.3, firstDownbeat: 0.1, meter: 3, key: Key(parsing: "Ebm"),
                chart: try ChordChart(parsing: "C | % | G/B Am7")), from: 0.3, to: 17.25, balance: -3.5)
        let data = try JSONEncoder().encode(recipe)
        #expect(try JSONDecoder().decode(Recipe.self, from: data) == recipe)
        #expect(try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(Recipe())) == Recipe())
        var asking = recipe
        (asking.chordGuidance, asking.vocalGuidance, asking.styleGuidance, asking.swing) = (5, 2, 0, 0.6)
        asking.arrangement = ArrangementControls(families: [.bass], density: 1)
        asking.plan = [PlannedSection(bars: 4, controls: ArrangementControls(level: -1))]
        (asking.variation, asking.reroll) = (0.5, 1..<2)
        (asking.preRoll, asking.tail) = (4, 16)
        #expect(try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(asking)) == asking)
        // names, not numbers, so that a recipe can be read
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.contains("\"heun\"") && text.contains("\"bossa\"") && text.contains("18446744073709551615"))
    }
}
