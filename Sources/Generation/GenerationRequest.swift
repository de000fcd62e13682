import Music
import Recipes
import Signal

/// An order for an accompaniment. All seconds in it count from the beginning of what is accompanied.
public struct GenerationRequest: Sendable {
    /// What is accompanied, any rate and number of channels.
    public var vocal: AudioBuffer
    /// Its `from` and `to` are only noted: the vocal here is cut already.
    public var recipe: Recipe
    /// The take that `variation` and `reroll` start from, by stem, at any rate.
    public var parent: [String: AudioBuffer]?
    /// Seconds at which it begins: before 0 by its pre-roll.
    public var parentStart: Double

    public init(
        vocal: AudioBuffer, recipe: Recipe, parent: [String: AudioBuffer]? = nil, parentStart: Double = 0
    ) {
        self.vocal = vocal
        self.recipe = recipe
        self.parent = parent
        self.parentStart = parentStart
    }

    /// An order for the part of a song that its recipe names by `from` and `to`.
    /// - Parameters:
    ///   - whole: the song's whole vocal.
    ///   - recipe: constraints in seconds of the song; lead sheet and re-roll in seconds of what is accompanied, as
    ///     `Recipe` has them (`LeadSheet.slice(from:to:)` cuts one out of a song's).
    ///   - parent: from `recipe.from` on, or from `parentStart` seconds beside it.
    /// - Throws: `GenerationError.rangeOutside`, `RecipeError`.
    public init(
        song whole: AudioBuffer, recipe: Recipe, parent: [String: AudioBuffer]? = nil, parentStart: Double = 0
    ) throws {
        let start = recipe.from ?? 0
        guard start < whole.duration else {
            throw GenerationError.rangeOutside(from: start, duration: whole.duration)
        }
        let isWhole = recipe.from == nil && recipe.to == nil
        let vocal = isWhole ? whole : whole.slice(from: start, to: recipe.to ?? whole.duration)
        var own = recipe
        own.constraints = try recipe.constraints.slice(from: start, to: start + vocal.duration)
        self.init(vocal: vocal, recipe: own, parent: parent, parentStart: parentStart)
    }

    /// Whether it is a variation or a re-roll.
    var isMadeFromParent: Bool { recipe.variation != nil || recipe.reroll != nil }

    /// How long the take will be; without a lead sheet only pre-roll and tail can't be told.
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
        let length = try seconds
        if let reroll = recipe.reroll, reroll.lowerBound >= length {
            throw GenerationError.rangeOutside(from: reroll.lowerBound, duration: length)
        }
    }
}
