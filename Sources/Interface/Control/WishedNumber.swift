import Recipes

/// A number of a recipe that may be left to the model.
struct WishedNumber {
    let value: WritableKeyPath<Recipe, Double?> & Sendable
    let range: ClosedRange<Double>
    /// Of an arrow.
    let step: Double
    /// Where arrows begin.
    let usual: @Sendable (Recipe) -> Double
    /// What stands there when it is left alone.
    let absent: String

    init?(_ field: RecipeField) {
        switch field {
        case .density: self.init(\.density)
        case .brightness: self.init(\.brightness)
        case .swing:
            self.init(
                value: \.swing, range: Recipe.swingRange, step: 0.02, usual: { _ in Recipe.swingRange.lowerBound },
                absent: "straight")
        case .chordGuidance: self.init(guidance: \.chordGuidance)
        case .vocalGuidance: self.init(guidance: \.vocalGuidance)
        case .styleGuidance: self.init(guidance: \.styleGuidance)
        default: return nil
        }
    }

    private init(
        value: WritableKeyPath<Recipe, Double?> & Sendable, range: ClosedRange<Double>, step: Double,
        usual: @escaping @Sendable (Recipe) -> Double, absent: String
    ) {
        self.value = value
        self.range = range
        self.step = step
        self.usual = usual
        self.absent = absent
    }

    private init(_ wish: WritableKeyPath<Recipe, Double?> & Sendable) {
        self.init(value: wish, range: ArrangementWish.range, step: 0.5, usual: { _ in 0 }, absent: "any")
    }

    private init(guidance: WritableKeyPath<Recipe, Double?> & Sendable) {
        self.init(
            value: guidance, range: Recipe.guidanceRange, step: 0.5, usual: { $0.guidance }, absent: "as guidance")
    }

    /// Where arrows come back to what is usual, it is left to the model again.
    func move(_ recipe: inout Recipe, by steps: Int) {
        let next = (recipe[keyPath: value] ?? usual(recipe)) + Double(steps) * step
        let isUsual = abs(next - usual(recipe)) < step / 2
        recipe[keyPath: value] = isUsual ? nil : min(max(next, range.lowerBound), range.upperBound)
    }
}
