import Foundation
import Recipes
import Testing

/// The ten takes of README's listening set.
@Suite struct ListeningSetTests {
    @Test func everyRecipeIsOneAndHasItsVocal() throws {
        let samples = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("samples")
        let folder = samples.appendingPathComponent("listening")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        #expect(names.count == 10)
        for name in names {
            let recipe = try JSONDecoder().decode(
                Recipe.self, from: Data(contentsOf: folder.appendingPathComponent(name)))
            try recipe.validate()
            let vocal = String(try #require(name.split(separator: ".").first)) + ".flac"
            #expect(FileManager.default.fileExists(atPath: samples.appendingPathComponent(vocal).path), "\(name)")
            #expect(recipe != Recipe(), "\(name)")
        }
    }
}
