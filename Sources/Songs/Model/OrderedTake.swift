import Recipes

/// A take that was ordered and is not made yet. It stands in the song, so that a program that ended before the take did makes
/// it when it opens the song again.
public struct OrderedTake: Codable, Sendable, Equatable, Identifiable {
    /// The take's.
    public var id: Int
    /// The lane that gets it.
    public var lane: Int
    public var name: String
    public var recipe: Recipe
    public var origin: Take.Origin
    public var parent: Int?
    /// Whether it goes on until it is told to stop.
    public var isEndless: Bool
    /// Second of the song up to which an endless one was made; nil before there is anything of it.
    public var madeUntil: Double?
    /// How often it was begun.
    public var tries: Int

    public init(
        id: Int, lane: Int, name: String, recipe: Recipe, origin: Take.Origin, parent: Int?, isEndless: Bool = false,
        madeUntil: Double? = nil, tries: Int = 1
    ) {
        self.id = id
        self.lane = lane
        self.name = name
        self.recipe = recipe
        self.origin = origin
        self.parent = parent
        self.isEndless = isEndless
        self.madeUntil = madeUntil
        self.tries = tries
    }

    /// What is made of it again: an endless one as far as it was made. nil where there was nothing of that.
    public var again: OrderedTake? {
        var order = self
        order.tries += 1
        guard isEndless else { return order }
        guard let first = recipe.reroll?.lowerBound, let madeUntil, madeUntil > first else { return nil }
        order.isEndless = false
        order.madeUntil = nil
        order.recipe.reroll = first..<madeUntil
        order.origin = .extended(first..<madeUntil)
        return order
    }
}
