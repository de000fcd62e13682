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

    /// - Parameters:
    ///   - features: (1, T, ConditionLayout.count).
    ///   - noise: standard normal, (1, T, bands).
    ///   - known: standardised Mel of the first frames, (1, K, bands), that earlier sections decided; the estimate is
    ///     drawn to it by a weight that falls over the K frames.
    ///   - step: called after every step with its number; throws to cancel.
    /// - Returns: standardised Mel, (1, T, bands).
    public func sample(
        _ model: FastSAGModel, features: Tensor, noise: Tensor, known: Tensor? = nil,
        step: (Int) throws -> Void = { _ in }
    ) throws -> Tensor {
        let both = model.context(.concatenated([features, features * 0], dimension: 0))
        let given = both.first
        let levels = schedule.levels(steps) + [0]
        let result = try solver.solve(noise * levels[0], levels: levels) { x, sigma in
            var estimate: Tensor
            if guidance != 1, guidanceInterval.contains(sigma) {
                // both branches of classifier-free guidance in one batch
                let pair = model.denoise(.concatenated([x, x], dimension: 0), sigmas: [sigma, sigma], context: both)
                    .split(2, dimension: 0)
                estimate = pair[1] + (pair[0] - pair[1]) * guidance
            } else {
                estimate = model.denoise(x, sigmas: [sigma], context: given)
            }
            if let known { estimate = Self.drawn(estimate, to: known) }
            return try estimate.checked()
        } step: { number, _ in
            try step(number)
        }
        return result
    }

    /// The first K frames moved towards what is known, fully at first and not at all at the end.
    static func drawn(_ estimate: Tensor, to known: Tensor) -> Tensor {
        let count = known.size(1)
        // full weight for the first half, then a straight fall
        let ramp = (0..<count).map { min(1, 2 * (1 - (Float($0) + 0.5) / Float(count))) }
        let weight = Tensor(ramp, shape: [1, count, 1], device: estimate.device)
        let start = estimate.narrowed(1, from: 0, length: count)
        let rest = estimate.narrowed(1, from: count, length: estimate.size(1) - count)
        return .concatenated([start + (known - start) * weight, rest], dimension: 1)
    }
}

extension FastSAGModel.Context {
    /// That of the first of the batch.
    var first: FastSAGModel.Context {
        func first(_ x: Tensor) -> Tensor { x.narrowed(0, from: 0, length: 1) }
        return .init(hidden: first(hidden), semantic: first(semantic), mu: first(mu))
    }
}
