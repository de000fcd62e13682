import Music
import Recipes
import Signal

extension Recipe {
    /// The style that is asked; else, for a take from noise, one that the seed draws: a model that is told of no style
    /// plays a little of all. What is made from an existing take keeps to that.
    public var drawnStyle: Style? {
        if let style { return style }
        guard variation ?? 1 == 1, reroll == nil else { return nil }
        var generator = SeededGenerator(seed: seed, stream: Self.styleStream)
        return Style.allCases[generator.uniform(in: 0..<Style.allCases.count)]
    }

    /// Apart from everything else that the seed decides.
    private static let styleStream: UInt64 = 5
}
