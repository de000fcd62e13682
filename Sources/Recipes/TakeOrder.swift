import Signal

/// An order for a take of a song. All seconds are those of the song.
public struct TakeOrder: Sendable {
    /// The song's whole vocal, any rate and number of channels; the recipe says which part is accompanied.
    public var vocal: AudioBuffer
    public var recipe: Recipe
    /// What there is already and how much of it stays; nil for a take from noise.
    public var given: Given?
    /// What a system that listens to the mix hears in the vocal's place, in the song's seconds: other lanes, with or
    /// without the vocal; nil for the vocal alone.
    public var context: AudioBuffer?

    public init(vocal: AudioBuffer, recipe: Recipe, given: Given? = nil, context: AudioBuffer? = nil) {
        self.vocal = vocal
        self.recipe = recipe
        self.given = given
        self.context = context
    }
}
