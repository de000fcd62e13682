import Recipes
import Signal

/// An order for a take, under an identifier that the caller chooses and never uses again.
public struct GenerationJob: Sendable, Identifiable {
    public var id: Int
    /// The song's whole vocal; the recipe says which part is accompanied, see `GenerationRequest.init(song:...)`.
    public var vocal: AudioBuffer
    public var recipe: Recipe
    /// The take to vary or to change, by stem.
    public var parent: [String: AudioBuffer]?
    /// Seconds at which it begins, counted from `recipe.from`: before 0 by its pre-roll.
    public var parentStart: Double

    public init(
        id: Int, vocal: AudioBuffer, recipe: Recipe, parent: [String: AudioBuffer]? = nil, parentStart: Double = 0
    ) {
        self.id = id
        self.vocal = vocal
        self.recipe = recipe
        self.parent = parent
        self.parentStart = parentStart
    }
}
