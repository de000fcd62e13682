/// A quick answer of a system: fewer steps, and the guidance that they can bear.
public struct Draft: Sendable, Equatable {
    public var steps: Int
    /// What guidance is multiplied by.
    public var guidanceScale: Double

    public init(steps: Int, guidanceScale: Double) {
        self.steps = steps
        self.guidanceScale = guidanceScale
    }

    /// Parameters that are guidances.
    static let guidances = ["guidance", "chordGuidance", "vocalGuidance", "styleGuidance"]
}

extension SystemDescription {
    /// Whether a take was made as quickly as a draft.
    public func isDraft(_ recipe: Recipe) -> Bool {
        guard let draft, let steps = completed(recipe).steps else { return false }
        return steps <= draft.steps
    }

    /// The recipe as a draft; as it is where the system has none, or it is one already.
    public func drafted(_ recipe: Recipe) -> Recipe {
        guard let draft, !isDraft(recipe) else { return recipe }
        var quick = scalingGuidance(of: completed(recipe), by: draft.guidanceScale)
        quick.steps = draft.steps
        return quick
    }

    /// A draft's recipe in the system's full quality; any other as it is.
    public func refined(_ recipe: Recipe) -> Recipe {
        guard let draft, isDraft(recipe) else { return recipe }
        var full = scalingGuidance(of: completed(recipe), by: 1 / draft.guidanceScale)
        full.steps = defaults.steps
        return full
    }

    /// All guidances, within what is allowed; a guidance of up to 1 adds nothing to the conditions and stays.
    private func scalingGuidance(of recipe: Recipe, by factor: Double) -> Recipe {
        var scaled = recipe
        for id in Draft.guidances {
            guard case .number(let range, _, _) = parameter(id)?.kind, let guidance = recipe.settings[id]?.number,
                guidance > 1
            else { continue }
            scaled.settings[id] = .number(min(max(guidance * factor, 1), range.upperBound))
        }
        return scaled
    }
}
