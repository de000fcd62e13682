import Foundation
import Tensors

/// Sampling of latents (Lam et al. 2023, appendix A, algorithms 1 and 2): the angles of chunks fall from pi / 2 to 0 while chunks
/// that are given stay clean, at angle 0.
public struct DualPathSampler: Sendable, Equatable {
    public var steps: Int
    public var schedule: AngleSchedule
    /// 1 follows what is given as it is; 2.5 in the paper.
    public var guidance: Double

    public init(steps: Int, schedule: AngleSchedule = .linear, guidance: Double) {
        self.steps = steps
        self.schedule = schedule
        self.guidance = guidance
    }

    /// Latents, (1, L, D).
    /// - Parameters:
    ///   - noise: standard normal, (1, L, D).
    ///   - given: clean latents, (1, L, D), and the angle from which each of M chunks starts: 0 keeps it, pi / 2 makes it from
    ///     noise, between them it is varied.
    ///   - sources: what is given.
    ///   - progress: called after each step, counted from 1; throws to cancel.
    public func sample<Model: DualPathDiffusion>(
        _ model: Model, tokens: Tensor, _ conditions: MelodyConditions, sources: Set<MelodySource>, noise: Tensor,
        given: (latents: Tensor, angles: [Double])? = nil, chunks: Int, progress: (Int) throws -> Void = { _ in }
    ) throws -> Tensor {
        try Engine.withGradients(false) {
            let branches: [Set<MelodySource>] = guidance == 1 ? [sources] : [sources, []]
            let context = model.context(
                tokens: .concatenated([Tensor](repeating: tokens, count: branches.count), dimension: 0),
                conditions.branches(branches))
            let starts = given?.angles ?? [Double](repeating: .pi / 2, count: chunks)
            precondition(starts.count == chunks, "an angle for each chunk")
            let length = noise.size(1)
            func spread(_ angles: [Double]) -> Tensor {
                Model.spread(Tensor(angles.map(Float.init), shape: [1, chunks]), over: length)
            }
            var latents =
                given.map {
                    AngularDiffusion.noised($0.latents, noise: noise, angle: spread(starts))
                } ?? noise
            // a chunk that starts lower takes the same share of its own way in each step
            let shares = schedule.steps(steps).map { $0 / (.pi / 2) }
            var left = 1.0
            for step in 0..<steps {
                let angles = starts.map { $0 * left }
                let places = Tensor(angles.map(Float.init), shape: [1, chunks])
                let all = model.velocity(
                    .concatenated([Tensor](repeating: latents, count: branches.count), dimension: 0),
                    angles: .concatenated([Tensor](repeating: places, count: branches.count), dimension: 0),
                    context: context)
                var velocity = all.narrowed(0, from: 0, length: 1)
                if branches.count > 1 {
                    let nothing = all.narrowed(0, from: 1, length: 1)
                    velocity = nothing + (velocity - nothing) * guidance
                }
                let share = shares[steps - 1 - step]
                latents = AngularDiffusion.rotated(latents, velocity: velocity, by: spread(starts.map { $0 * share }))
                left -= share
                try progress(step + 1)
            }
            return latents
        }
    }
}
