import Signal

/// An order for a take of a song. All seconds are those of the song.
public struct TakeOrder: Sendable {
    /// The song's whole vocal, any rate and number of channels; the recipe says which part is accompanied.
    public var vocal: AudioBuffer
    public var recipe: Recipe
    /// The take that `variation` and `reroll` start from, by stem, at any rate; nil for a take from noise.
    public var parent: [String: AudioBuffer]?
    /// Seconds at which the parent begins.
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
