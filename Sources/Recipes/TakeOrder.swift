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
    /// Whether it is made on and on until it is told to stop, at the latest at the end of what the recipe makes anew.
    public var isEndless: Bool

    /// Seconds that can be added to a take at one go.
    public static let longestExtension = 3600.0

    public init(
        vocal: AudioBuffer, recipe: Recipe, given: Given? = nil, context: AudioBuffer? = nil, isEndless: Bool = false
    ) {
        self.vocal = vocal
        self.recipe = recipe
        self.given = given
        self.context = context
        self.isEndless = isEndless
    }

    /// Whether what the recipe makes anew reaches beyond what there is: the take becomes longer.
    public var extends: Bool {
        guard recipe.extends ?? false, let given, let anew = recipe.reroll else { return false }
        return anew.lowerBound < given.range.lowerBound || anew.upperBound > given.range.upperBound
    }

    /// Whether it goes on after the end of what stays: nothing that is given lies behind what is made anew.
    public var goesOn: Bool {
        guard extends, let given, let anew = recipe.reroll else { return false }
        return anew.lowerBound > given.range.lowerBound && anew.upperBound > given.range.upperBound
    }
}
