import Music
import Recipes

extension TakeOrder {
    /// Seconds of the song that are accompanied: whole samples of the vocal.
    /// - Throws: `GenerationError.rangeOutside`.
    public var part: Range<Double> {
        get throws {
            let start = recipe.from ?? 0
            guard start < vocal.duration else {
                throw GenerationError.rangeOutside(from: start, duration: vocal.duration)
            }
            guard isPart else { return 0..<vocal.duration }
            let rate = vocal.sampleRate
            let first = min(Int((start * rate).rounded()), vocal.frameCount)
            let last = recipe.to.map { max(min(Int(($0 * rate).rounded()), vocal.frameCount), first) }
            return start..<start + Double((last ?? vocal.frameCount) - first) / rate
        }
    }

    /// Whether the recipe names a part of the song.
    var isPart: Bool { recipe.from != nil || recipe.to != nil }

    /// Tells what can't be made before anything is heard.
    /// - Throws: `RecipeError`; `GenerationError` where recipe, vocal and parent do not fit.
    public func validate() throws {
        try recipe.validate()
        let part = try part
        let needsSound = recipe.variation != nil || recipe.reroll != nil
        if needsSound, given?.stems.isEmpty ?? true { throw GenerationError.parentMissing }
        if let sheet = recipe.leadSheet { try recipe.checkEdges(of: sheet) }
        if let reroll = recipe.reroll, let given, extends {
            let range = given.range
            guard reroll.lowerBound <= range.upperBound, reroll.upperBound >= range.lowerBound else {
                throw GenerationError.extensionApart(from: reroll.lowerBound, to: reroll.upperBound, take: range)
            }
            let added = max(range.lowerBound - reroll.lowerBound, reroll.upperBound - range.upperBound)
            guard added <= Self.longestExtension else {
                throw GenerationError.extensionTooLong(seconds: added, most: Self.longestExtension)
            }
        } else if let reroll = recipe.reroll, let given {
            let end =
                recipe.hasEdges || recipe.extends ?? false
                ? max(given.range.upperBound, part.upperBound) : part.upperBound
            guard reroll.lowerBound < end else {
                throw GenerationError.rangeOutside(from: reroll.lowerBound, duration: end)
            }
        }
    }
}
