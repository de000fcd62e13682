import Music
import Recipes
import Testing

@Suite struct ArrangementTextTests {
    private func refusal(_ text: String) throws -> String? {
        do {
            _ = try ArrangementControls(parsing: text)
            return nil
        } catch let error as RecipeError { return error.description }
    }

    @Test func wordsBecomeWishes() throws {
        #expect(
            try ArrangementControls(parsing: "drums Keys, bass very sparse bright")
                == ArrangementControls(families: [.drums, .bass, .keys], density: -2, brightness: 1))
        #expect(try ArrangementControls(parsing: "all soft").families == InstrumentFamily.allCases)
        #expect(try ArrangementControls(parsing: "level -0.5 dark") == ArrangementControls(brightness: -1, level: -0.5))
        #expect(try ArrangementControls(parsing: "  ").isEmpty)
    }

    @Test(arguments: [
        "drums bass", "all", "keys sparse very dark loud", "density 0.5", "strings pad lead guitar brightness -2.25",
    ])
    func wishesReadBackAsTheyAreWritten(text: String) throws {
        let wish = try ArrangementControls(parsing: text)
        #expect(try ArrangementControls(parsing: wish.text) == wish)
    }

    @Test func whatIsNoPartOfABandIsNamed() throws {
        #expect(try refusal("drums banjo")?.contains("\"banjo\"") == true)
        #expect(try refusal("very")?.contains("\"very\"") == true)
        #expect(try refusal("drums very keys")?.contains("\"very\"") == true)
        #expect(try refusal("density")?.contains("a number") == true)
        #expect(try refusal("density loud")?.contains("a number") == true)
        #expect(try refusal("drums bass drums")?.contains("twice") == true)
    }

    @Test func aPlanCountsBars() throws {
        let plan = try PlannedSection.plan(parsing: "4 keys soft | 8 drums bass|2")
        #expect(plan.map(\.bars) == [4, 8, 2])
        #expect(plan[0].controls == ArrangementControls(families: [.keys], level: -1))
        #expect(plan[2].controls.isEmpty)
        #expect(try PlannedSection.plan(parsing: PlannedSection.text(of: plan)) == plan)
        for text in ["keys", "4 keys |", "", "x 4"] {
            #expect(throws: RecipeError.self) { try PlannedSection.plan(parsing: text) }
        }
    }

    @Test func wishesOutsideTheirRangeAreRefused() throws {
        func refusal(_ wish: ArrangementControls, bars: Int = 4) -> String? {
            var recipe = Recipe()
            recipe.plan = [PlannedSection(bars: bars, controls: wish)]
            do {
                try recipe.validate()
                return nil
            } catch { return "\(error)" }
        }
        #expect(refusal(ArrangementControls(density: 3)) == nil)
        #expect(refusal(ArrangementControls(density: 3.1))?.hasPrefix("density must be -3 to 3") == true)
        #expect(refusal(ArrangementControls(brightness: .nan))?.hasPrefix("brightness") == true)
        #expect(refusal(ArrangementControls(families: []))?.contains("at least one") == true)
        #expect(refusal(ArrangementControls(), bars: 0)?.contains("bars") == true)
    }

    @Test func missingWishesComeFromTheWholeSongs() {
        let own = ArrangementControls(density: 1), whole = ArrangementControls(families: [.bass], density: -1, level: 2)
        #expect(own.over(whole) == ArrangementControls(families: [.bass], density: 1, level: 2))
    }
}
