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

    /// The compact sampler with a recipe's wishes.
    /// - Parameter guidance: its scale.
    public init(steps: Int, guidance: Double, solver: Solver) {
        self = FastSAGConfiguration.compact.sampler
        self.steps = steps
        self.guidance.scale = guidance
        self.solver = solver
    }

    /// Goes from a noisy start to a Mel.
    /// - Parameters:
    ///   - start: a batch, noisy at the first level.
    ///   - levels: falling; the last is 0.
    ///   - churning: standard normal noise of a step, counted from 0, as the start; without it there is no churn.
    ///   - settle: changes every estimate before it is used.
    ///   - step: called after every step with its number from 1 and how many there are; throws to cancel.
    public func denoised<Model: Denoiser>(
        _ model: Model, from start: Tensor, levels: [Double], context: GuidedContext<Model.Context>,
        churning: ((Int) throws -> Tensor)? = nil, settle: (Tensor) -> Tensor = { $0 },
        step: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> Tensor {
        let steps = levels.count - 1
        return try solver.solve(start, levels: levels) { x, sigma in
            try settle(model.denoise(x, sigma: sigma, context: context, guidance: guidance)).checked()
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
