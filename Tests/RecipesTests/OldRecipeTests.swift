import Foundation
import Music
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

    /// A part's lead sheet counted from the part; now it counts from the song's beginning, and says so.
    @Test func aPartsSheetIsMovedIntoTheSong() throws {
        let sheet = LeadSheet(
            beats: [0, 0.5, 1], downbeats: [0], meter: 4, key: Key(index: 0),
            chords: [.init(start: 0, end: 1, chord: Chord(parsing: "C"))])
        let recipe = Recipe(leadSheet: sheet, from: 2, to: 3)
        let data = try JSONEncoder().encode(recipe)
        #expect(try JSONDecoder().decode(Recipe.self, from: data) == recipe)
        var old = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(old.removeValue(forKey: "clock") as? String == "song")
        let read = try JSONDecoder().decode(Recipe.self, from: JSONSerialization.data(withJSONObject: old))
        #expect(read.leadSheet == sheet.shifted(by: 2) && read.settings == recipe.settings && read.from == 2)
        // a sheet of the whole song says nothing of it
        let whole = try JSONEncoder().encode(Recipe(leadSheet: sheet))
        #expect(try JSONDecoder().decode(Recipe.self, from: whole).leadSheet == sheet)
        #expect(!String(decoding: whole, as: UTF8.self).contains("clock"))
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
