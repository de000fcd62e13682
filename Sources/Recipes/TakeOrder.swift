import Signal

/// An order for a take of a song.
public struct TakeOrder: Sendable {
    /// The song's whole vocal, any rate and number of channels; the recipe says which part is accompanied.
    public var vocal: AudioBuffer
    /// Constraints in seconds of the song; lead sheet and re-roll in seconds of what is accompanied.
    public var recipe: Recipe
    /// The take that `variation` and `reroll` start from, by stem, at any rate; nil for a take from noise.
    public var parent: [String: AudioBuffer]?
    /// Seconds at which the parent begins, counted from `recipe.from`: before 0 by its pre-roll.
    public var parentStart: Double

    public init(
        vocal: AudioBuffer, recipe: Recipe, parent: [String: AudioBuffer]? = nil, parentStart: Double = 0
    ) {
        self.vocal = vocal
        self.recipe = recipe
        self.parent = parent
        self.parentStart = parentStart
    }
}
