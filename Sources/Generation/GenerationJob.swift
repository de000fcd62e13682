import Recipes
import Signal

/// An order for a take, under an identifier that the caller chooses and never uses again.
public struct GenerationJob: Sendable, Identifiable {
    public var id: Int
    /// The song's whole vocal; the recipe says which part is accompanied, see `GenerationRequest.init(song:...)`.
    public var vocal: AudioBuffer
    public var recipe: Recipe
    /// The take to vary or to change, by stem, from `recipe.from` on.
    public var parent: [String: AudioBuffer]?

    public init(id: Int, vocal: AudioBuffer, recipe: Recipe, parent: [String: AudioBuffer]? = nil) {
        self.id = id
        self.vocal = vocal
        self.recipe = recipe
        self.parent = parent
    }
}
