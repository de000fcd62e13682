import AudioFiles
import Foundation
import Recipes

/// A recipe in a file: one by itself, the record beside a take, or a sound that Backline wrote (a mix, a stem, a take of a
/// song) with its provenance inside.
enum RecipeFile {
    /// The record of `generate`, or the provenance of a song's take: what sounds in the file, or most of it.
    private struct Record: Decodable {
        struct Take: Decodable {
            var recipe: Recipe
        }

        var recipe: Recipe?
        /// Of further players.
        var others: [Recipe]?
        var take: Take?
    }

    /// Sounds that can hold provenance begin with one of these.
    private static let sounds = ["RIFF", "RF64", "fLaC"].map { Data($0.utf8) }

    /// A recipe, or where players were added one after another, that of each in turn; never empty.
    /// - Parameter systems: whose parameters it may name.
    /// - Throws: `RecipeError` saying what is wrong with the file.
    static func read(_ path: String, of systems: [SystemDescription]) throws -> [Recipe] {
        let url = URL(fileURLWithPath: path)
        do {
            let recipes = try isSound(url) ? inside(url) : alone(Data(contentsOf: url))
            for recipe in recipes { try systems.named(recipe.system)?.checkNames(of: recipe) }
            return recipes
        } catch let error as DecodingError {
            throw RecipeError("\(path) is no recipe: \(error.sentence)")
        } catch let error as RecipeError {
            throw RecipeError("\(path) is no recipe: \(error)")
        } catch let error as AudioFileError {
            throw RecipeError("\(error)")
        } catch {
            throw RecipeError("\(path) can't be read: \(error.localizedDescription)")
        }
    }

    private static func isSound(_ url: URL) throws -> Bool {
        let file = try FileHandle(forReadingFrom: url)
        defer {
            // it was only read
            try? file.close()
        }
        return sounds.contains(try file.read(upToCount: 4) ?? Data())
    }

    private static func inside(_ sound: URL) throws -> [Recipe] {
        guard let comment = try AudioReader.info(sound).comment else {
            throw RecipeError("there is none inside this sound; take one that Backline wrote")
        }
        guard let recipes = try recorded(Data(comment.utf8)) else {
            throw RecipeError("no take sounds in it; choose a mix, an accompaniment or a stem")
        }
        return recipes
    }

    private static func alone(_ data: Data) throws -> [Recipe] {
        try recorded(data) ?? [JSONDecoder().decode(Recipe.self, from: data)]
    }

    /// nil where neither a recipe nor a take is named.
    private static func recorded(_ data: Data) throws -> [Recipe]? {
        let record = try JSONDecoder().decode(Record.self, from: data)
        return (record.recipe ?? record.take?.recipe).map { [$0] + (record.others ?? []) }
    }
}
