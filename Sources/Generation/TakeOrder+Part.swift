import Music
import Recipes
import Signal

extension TakeOrder {
    /// The order for that part of the song alone which its recipe names by `from` and `to`: all seconds in it count from
    /// the part's beginning, and it names no part any more.
    /// - Throws: `RecipeError`, also where the constraints do not say where the part's bars begin;
    ///   `GenerationError.rangeOutside`.
    public func part() throws -> TakeOrder {
        try recipe.validate()
        let start = recipe.from ?? 0
        guard start < vocal.duration else {
            throw GenerationError.rangeOutside(from: start, duration: vocal.duration)
        }
        var part = self
        if recipe.from != nil || recipe.to != nil {
            part.vocal = vocal.slice(from: start, to: recipe.to ?? vocal.duration)
        }
        part.recipe.constraints = try recipe.constraints.slice(from: start, to: start + part.vocal.duration)
        (part.recipe.from, part.recipe.to) = (nil, nil)
        return part
    }

    /// Whether it is a variation or a re-roll.
    var isMadeFromParent: Bool { recipe.variation != nil || recipe.reroll != nil }

    /// How long the take of a `part()` will be; without a lead sheet only pre-roll and tail can't be told.
    var seconds: Double {
        get throws {
            guard recipe.hasEdges else { return vocal.duration }
            if isMadeFromParent, let parent = parent?.values.first { return parent.duration }
            let edged = try recipe.leadSheet.flatMap { try recipe.edges(of: $0, duration: vocal.duration) }
            return vocal.duration + (edged.map { $0.lead + $0.tail } ?? 0)
        }
    }

    /// - Throws: `RecipeError`; `GenerationError` where recipe, vocal and parent do not fit.
    public func validate() throws {
        try recipe.validate()
        if isMadeFromParent, parent?.isEmpty ?? true {
            throw GenerationError.parentMissing
        }
        if let sheet = recipe.leadSheet { try recipe.checkEdges(of: sheet) }
        if let reroll = recipe.reroll {
            let length = try seconds
            guard reroll.lowerBound < length else {
                throw GenerationError.rangeOutside(from: reroll.lowerBound, duration: length)
            }
        }
    }
}
