import Foundation
import Recipes

enum RecipeCase {
    static func read(_ bytes: [UInt8]) throws {
        let recipe = try JSONDecoder().decode(Recipe.self, from: Data(bytes))
        // what it says is said again the same way
        let again = try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(recipe))
        precondition(again == recipe)
        try recipe.validate()
        guard let sheet = recipe.leadSheet else { return }
        precondition(sheet.problem == nil)
        try recipe.checkEdges(of: sheet)
        SheetCase.use(.init(leadSheet: sheet))
    }
}
