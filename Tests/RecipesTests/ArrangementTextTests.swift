import Music
import Recipes
import Testing

@Suite struct ArrangementTextTests {
    private func refusal(_ text: String) throws -> String? {
        do {
            _ = try ArrangementWish(parsing: text)
            return nil
        } catch let error as RecipeError { return error.description }
    }

    @Test func wordsBecomeWishes() throws {
        #expect(
            try ArrangementWish(parsing: "drums Keys, bass very sparse bright")
                == ArrangementWish(families: [.drums, .bass, .keys], density: -2, brightness: 1))
        #expect(try ArrangementWish(parsing: "all soft").families == InstrumentFamily.allCases)
        #expect(try ArrangementWish(parsing: "level -0.5 dark") == ArrangementWish(brightness: -1, level: -0.5))
        #expect(try ArrangementWish(parsing: "  ").isEmpty)
    }

    @Test(arguments: [
        "drums bass", "all", "keys sparse very dark loud", "density 0.5", "strings pad lead guitar brightness -2.25",
    ])
    func wishesReadBackAsTheyAreWritten(text: String) throws {
        let wish = try ArrangementWish(parsing: text)
        #expect(try ArrangementWish(parsing: wish.text) == wish)
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
        #expect(plan[0].wish == ArrangementWish(families: [.keys], level: -1))
        #expect(plan[2].wish.isEmpty)
        #expect(try PlannedSection.plan(parsing: PlannedSection.text(of: plan)) == plan)
        for text in ["keys", "4 keys |", "", "x 4"] {
            #expect(throws: RecipeError.self) { try PlannedSection.plan(parsing: text) }
        }
    }

    @Test func wishesOutsideTheirRangeAreRefused() throws {
        func refusal(_ wish: ArrangementWish, bars: Int = 4) -> String? {
            var recipe = Recipe()
            recipe.plan = [PlannedSection(bars: bars, wish: wish)]
            do {
                try recipe.validate()
                return nil
            } catch { return "\(error)" }
        }
        #expect(refusal(ArrangementWish(density: 3)) == nil)
        #expect(refusal(ArrangementWish(density: 3.1))?.hasPrefix("density must be -3 to 3") == true)
        #expect(refusal(ArrangementWish(brightness: .nan))?.hasPrefix("brightness") == true)
        #expect(refusal(ArrangementWish(families: []))?.contains("at least one") == true)
        #expect(refusal(ArrangementWish(), bars: 0)?.contains("bars") == true)
    }

    @Test func missingWishesComeFromTheWholeSongs() {
        let own = ArrangementWish(density: 1), whole = ArrangementWish(families: [.bass], density: -1, level: 2)
        #expect(own.over(whole) == ArrangementWish(families: [.bass], density: 1, level: 2))
    }
}
