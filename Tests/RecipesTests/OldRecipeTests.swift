import Foundation
import Recipes
import Testing

/// Recipes as the program wrote them when every setting was a property: `Tests/Fixtures/recipes`.
@Suite struct OldRecipeTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/recipes")
    static let names = ["usual", "draft", "lofi", "all"]

    private func data(_ name: String) throws -> Data {
        try Data(contentsOf: Self.folder.appendingPathComponent(name + ".json"))
    }

    /// To the byte.
    @Test(arguments: names) func theyAreReadAndWrittenUnchanged(name: String) throws {
        let data = try data(name)
        let recipe = try JSONDecoder().decode(Recipe.self, from: data)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let text = String(decoding: try encoder.encode(recipe), as: UTF8.self)
        #expect(text + "\n" == String(decoding: data, as: UTF8.self))
        try recipe.validate()
    }

    @Test func everySettingIsWhereItWas() throws {
        let recipe = try JSONDecoder().decode(Recipe.self, from: data("all"))
        #expect(recipe.steps == 1 && recipe.guidance == 2.5 && recipe.solver == .heun && recipe.swing == 0.62)
        #expect(recipe.vocalGuidance == 0 && recipe.styleGuidance == 1.5 && recipe.chordGuidance == nil)
        #expect(recipe.style == .bossa && recipe.balance == -4 && recipe.preRoll == 1 && recipe.stems == true)
        #expect(recipe.constraints.tempo == 92.5 && recipe.constraints.tuning == -35 && recipe.plan?.count == 2)
        let draft = try JSONDecoder().decode(Recipe.self, from: data("draft"))
        #expect(draft.steps == 4 && draft.guidance == 4 && draft.seed == .max && draft.settings.count == 4)
    }
}
