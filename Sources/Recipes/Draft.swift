/// A quick answer of a system: fewer steps, and the guidance that they can bear.
public struct Draft: Codable, Sendable, Equatable {
    public var steps: Int
    /// What guidance is multiplied by.
    public var guidanceScale: Double

    public init(steps: Int, guidanceScale: Double) {
        self.steps = steps
        self.guidanceScale = guidanceScale
    }
}

extension SystemDescription {
    /// Whether a take was made as quickly as a draft.
    public func isDraft(_ recipe: Recipe) -> Bool { draft.map { recipe.steps <= $0.steps } ?? false }

    /// The recipe as a draft; as it is where the system has none, or it is one already.
    public func drafted(_ recipe: Recipe) -> Recipe {
        guard let draft, !isDraft(recipe) else { return recipe }
        var quick = recipe.scalingGuidance(by: draft.guidanceScale)
        quick.steps = draft.steps
        return quick
    }

    /// A draft's recipe in the system's full quality; any other as it is.
    public func refined(_ recipe: Recipe) -> Recipe {
        guard let draft, isDraft(recipe) else { return recipe }
        var full = recipe.scalingGuidance(by: 1 / draft.guidanceScale)
        full.steps = defaults.steps
        return full
    }
}

extension Recipe {
    /// All guidances, within what is allowed; a guidance of up to 1 adds nothing to the conditions and stays.
    fileprivate func scalingGuidance(by factor: Double) -> Recipe {
        func scaled(_ guidance: Double) -> Double {
            guidance > 1 ? min(max(guidance * factor, 1), Self.guidanceRange.upperBound) : guidance
        }
        var recipe = self
        recipe.guidance = scaled(guidance)
        recipe.chordGuidance = chordGuidance.map(scaled)
        recipe.vocalGuidance = vocalGuidance.map(scaled)
        recipe.styleGuidance = styleGuidance.map(scaled)
        return recipe
    }
}
