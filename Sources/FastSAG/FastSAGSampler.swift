import Recipes
import Tensors

/// Samples Mels from a `FastSAGModel`.
public struct FastSAGSampler: Sendable {
    public var steps: Int
    public var guidance: Double
    public var solver: Solver
    /// The loudest and quietest noise level; the last step goes from there to the estimate itself.
    public var schedule = NoiseSchedule(sigmaMin: 0.03, sigmaMax: 20)
    /// Guidance acts between these noise levels only (Kynkaanniemi et al. 2024): at the loudest it drives samples
    /// apart from the data, at the quietest it changes nothing that is heard.
    public var guidanceInterval = 0.1...12.0

    public init(steps: Int, guidance: Double, solver: Solver) {
        self.steps = steps
        self.guidance = guidance
        self.solver = solver
    }

    /// The fewest steps that a variation is given, where the recipe has as many.
    static let fewestSteps = 4

    /// The noise levels to go through, falling, with 0 at the end: a variation begins later and takes the steps that a
    /// take from noise would have left there.
    public func levels(variation strength: Double? = nil) -> [Double] {
        guard let strength, strength < 1 else { return schedule.levels(steps) + [0] }
        let start = max(MelVariation.sigma(ofStrength: strength), schedule.sigmaMin)
        let left = Int((Double(steps) * schedule.share(from: start)).rounded(.up))
        var rest = schedule
        rest.sigmaMax = start
        return rest.levels(min(max(left, Self.fewestSteps), steps)) + [0]
    }

    /// - Parameters:
    ///   - features: (1, T, ConditionLayout.count).
    ///   - noise: standard normal, (1, T, bands).
    ///   - known: frames that are decided already, each drawn to in turn.
    ///   - variation: a Mel to vary, as long as the noise; nil or a strength of 1 begins from noise alone.
    ///   - step: called after every step with its number from 1 and how many there are; throws to cancel.
    /// - Returns: standardised Mel, (1, T, bands).
    public func sample(
        _ model: FastSAGModel, features: Tensor, noise: Tensor, known: [KnownMel] = [], variation: MelVariation? = nil,
        step: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> Tensor {
        let both = model.context(.concatenated([features, features * 0], dimension: 0))
        let given = both.first
        let levels = levels(variation: variation?.strength)
        var start = noise * levels[0]
        if let variation, variation.strength < 1 { start = variation.mel + start }
        return try solver.solve(start, levels: levels) { x, sigma in
            var estimate: Tensor
            if guidance != 1, guidanceInterval.contains(sigma) {
                // both branches of classifier-free guidance in one batch
                let pair = model.denoise(.concatenated([x, x], dimension: 0), sigmas: [sigma, sigma], context: both)
                    .split(2, dimension: 0)
                estimate = pair[1] + (pair[0] - pair[1]) * guidance
            } else {
                estimate = model.denoise(x, sigmas: [sigma], context: given)
            }
            for known in known { estimate = known.drawing(estimate) }
            return try estimate.checked()
        } step: { number, _ in
            try step(number, levels.count - 1)
        }
    }
}

extension FastSAGModel.Context {
    /// That of the first of the batch.
    var first: FastSAGModel.Context {
        func first(_ x: Tensor) -> Tensor { x.narrowed(0, from: 0, length: 1) }
        return .init(hidden: first(hidden), semantic: first(semantic), mu: first(mu))
    }
}
