import Conditions
import Recipes
import Tensors

/// Takes noise off step by step: published and compact FastSAG are sampled by this code with different values.
public struct FastSAGSampler: Sendable, Equatable {
    public var steps: Int
    public var solver: Solver
    /// The loudest and quietest noise level; the last step goes from there to the estimate itself.
    public var schedule: NoiseSchedule
    public var guidance: Guidance
    /// nil puts no noise on again.
    public var churn: Churn?

    public init(steps: Int, solver: Solver, schedule: NoiseSchedule, guidance: Guidance, churn: Churn?) {
        self.steps = steps
        self.solver = solver
        self.schedule = schedule
        self.guidance = guidance
        self.churn = churn
    }

    /// Goes from a noisy start to a Mel.
    /// - Parameters:
    ///   - start: a batch, noisy at the first level.
    ///   - levels: falling; the last is 0.
    ///   - churning: standard normal noise of a step, counted from 0, as the start; without it there is no churn.
    ///   - settle: changes every estimate, made at a noise level, before it is used.
    ///   - step: called after every step with its number from 1 and how many there are; throws to cancel.
    public func denoised<Model: Denoiser>(
        _ model: Model, from start: Tensor, levels: [Double], context: GuidedContext<Model.Context>,
        churning: ((Int) throws -> Tensor)? = nil,
        settle: (Tensor, _ sigma: Double) -> Tensor = { estimate, _ in estimate },
        step: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> Tensor {
        let steps = levels.count - 1
        return try solver.solve(start, levels: levels) { x, sigma in
            try settle(model.denoise(x, sigma: sigma, context: context, guidance: guidance), sigma).checked()
        } raise: { index, x, sigma in
            guard let churn, let churning else { return nil }
            let raised = churn.raised(sigma, steps: steps)
            guard raised > sigma else { return nil }
            return (churn.raised(x, from: sigma, to: raised, noise: try churning(index)), raised)
        } step: { number, _ in
            try step(number, steps)
        }
    }
}

extension FastSAGSampler {
    /// The fewest steps that a variation is given, where the recipe has as many.
    static let fewestSteps = 4

    /// The noise levels to go through, falling, with 0 at the end: a variation begins later and takes the steps that a
    /// take from noise would have left there.
    public func levels(variation strength: Double? = nil) -> [Double] {
        guard let strength, strength < 1 else { return schedule.levels(steps) + [0] }
        let start = max(GivenMel.sigma(ofStrength: strength), schedule.sigmaMin)
        let left = Int((Double(steps) * schedule.share(from: start)).rounded(.up))
        var rest = schedule
        rest.sigmaMax = start
        return rest.levels(min(max(left, Self.fewestSteps), steps)) + [0]
    }

    /// - Parameters:
    ///   - features: (1, T, ConditionLayout.count).
    ///   - noise: standard normal, (1, T, bands).
    ///   - opening: frames that the section before decided.
    ///   - given: a Mel as long as the noise of which something stays; nil or a strength of 1 begins from noise alone.
    ///   - step: called after every step with its number from 1 and how many there are; throws to cancel.
    ///   - conditioned: called once the conditions are encoded, before the first step.
    /// - Returns: standardised Mel, (1, T, bands).
    public func sample(
        _ model: FastSAGModel, features: Tensor, noise: Tensor, opening: KnownMel? = nil, given: GivenMel? = nil,
        step: (Int, Int) throws -> Void = { _, _ in }, conditioned: () -> Void = {}
    ) throws -> Tensor {
        let branches = guidance.branches
        let context = model.context(
            .concatenated(branches.map { features * ConditionLayout.mask(withholding: $0.withheld) }, dimension: 0))
        conditioned()
        let levels = levels(variation: given?.strength)
        var start = noise * levels[0]
        if let given, given.strength < 1 { start = given.mel + start }
        return try denoised(
            model, from: start, levels: levels,
            context: GuidedContext(given: context.narrowed(to: 0), branches: context, weights: branches.map(\.weight)),
            settle: { estimate, sigma in
                let bounded = model.bounded(estimate)
                let opened = opening?.drawing(bounded) ?? bounded
                return given?.drawing(opened, at: sigma) ?? opened
            }, step: step)
    }
}

extension FastSAGModel.Context {
    /// That of one of the batch.
    func narrowed(to index: Int) -> FastSAGModel.Context {
        func own(_ x: Tensor) -> Tensor { x.narrowed(0, from: index, length: 1) }
        return .init(hidden: own(hidden), semantic: own(semantic), mu: own(mu))
    }
}

extension FastSAGSampler {
    /// How often a Mel made from noise goes through the denoiser, and how many Mels that are: all branches
    /// of guidance at once, where it acts.
    public var passes: (count: Int, mels: Int) {
        let levels = schedule.levels(steps)
        // the second estimate of a step is at the next level
        let visited = solver == .heun ? levels + levels.dropFirst() : levels
        return (visited.count, visited.reduce(0) { $0 + (guidance.acts(at: $1) ? guidance.branches.count : 1) })
    }
}
