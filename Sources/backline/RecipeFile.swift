import AudioFiles
import Foundation
import Recipes

/// A recipe in a file: one by itself, or the record beside a take.
enum RecipeFile {
    private struct Record: Decodable {
        var recipe: Recipe
    }

    private struct Shape: Decodable {
        let isRecord: Bool

        private enum Key: CodingKey { case recipe }

        init(from decoder: any Decoder) throws {
            isRecord = try decoder.container(keyedBy: Key.self).contains(.recipe)
        }
    }

    /// - Parameter systems: whose parameters it may name.
    /// - Throws: `RecipeError` saying what is wrong with the file.
    static func read(_ path: String, of systems: [SystemDescription]) throws -> Recipe {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw RecipeError("\(path) can't be read: \(error.localizedDescription)")
        }
        do {
            let decoder = JSONDecoder()
            let recipe =
                try decoder.decode(Shape.self, from: data).isRecord
                ? decoder.decode(Record.self, from: data).recipe : decoder.decode(Recipe.self, from: data)
            try systems.named(recipe.system)?.checkNames(of: recipe)
            return recipe
        } catch let error as DecodingError {
            throw RecipeError("\(path) is no recipe: \(error.sentence)")
        } catch let error as RecipeError {
            throw RecipeError("\(path) is no recipe: \(error)")
        }
    }
}
