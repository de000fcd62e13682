import FastSAG
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// Against the published denoiser, its sampler and its loss: fastsag-edm.
@Suite struct PublishedDenoiserTests {
    private let fixture: PublishedFixture
    private let model: PublishedDenoiser
    private let context: GuidedContext<PublishedDenoiser.Context>

    init() throws {
        fixture = try PublishedFixture("fastsag-edm")
        let store = try fixture.store()
        model = PublishedDenoiser(
            store.root, UNet2d.Sizes(width: 8, multipliers: [1, 2, 4]),
            FastSAGConfiguration.paper.preconditioning)
        try store.verify()
        context = PublishedDenoiser.Context(mu: fixture.tensor("in.cond"), mask: fixture.tensor("in.mask")).guided
    }

    @Test func theEstimateIsThePublishedOne() throws {
        let x = fixture.tensor("in.x")
        let vector = fixture.io["in.sigma_vector"].values.map(Double.init)
        let tolerance = fixture.tolerance("precond_abs")
        func estimate(_ x: Tensor, _ sigmas: [Double]) -> Tensor {
            model.denoise(x, sigmas: sigmas, context: context.given)
        }
        #expect(try fixture.difference(estimate(x, vector), "out.precond_sigma_vector") <= tolerance)
        #expect(
            try fixture.difference(estimate(x * 80, [80, 80]), "out.precond_sigma_80")
                <= fixture.tolerance("precond_sigma_80_abs"))
        // at the lowest level nothing is taken off
        #expect(
            try fixture.difference(estimate(fixture.tensor("in.x0"), [0.002, 0.002]), "out.precond_sigma_min")
                <= tolerance)
    }

    /// Counts how many Mels go through a denoiser.
    private final class Counting: Denoiser, @unchecked Sendable {
        let model: PublishedDenoiser
        private(set) var batches: [Int] = []
        private(set) var inputs: [Tensor] = []
        private(set) var estimates: [Tensor] = []
        private(set) var levels: [Double] = []

        init(_ model: PublishedDenoiser) { self.model = model }

        func denoise(_ x: Tensor, sigmas: [Double], context: PublishedDenoiser.Context) -> Tensor {
            let estimate = model.denoise(x, sigmas: sigmas, context: context)
            batches.append(sigmas.count)
            inputs.append(x)
            estimates.append(estimate)
            levels.append(sigmas[0])
            return estimate
        }
    }

    /// The published sampler with another number of steps, asked for four it takes five.
    private func sampled(
        _ model: some Denoiser<PublishedDenoiser.Context>, _ change: (inout FastSAGSampler) -> Void = { _ in }
    ) throws -> Tensor {
        var sampler = FastSAGConfiguration.paper.sampler
        sampler.steps = 5
        change(&sampler)
        let levels = sampler.levels()
        return try sampler.denoised(
            model, from: fixture.tensor("in.latents") * levels[0], levels: levels, context: context,
            churning: { fixture.tensor("in.noise.sampler4_churn", $0) })
    }

    @Test func theSamplerGoesThePublishedWay() throws {
        let counting = Counting(model)
        let mel = try sampled(counting)
        #expect(try fixture.difference(mel, "out.sampler4") <= fixture.tolerance("sampler_abs"))
        let wanted = fixture.io["mid.sampler4_sigmas"].values.map(Double.init)
        #expect(counting.levels.count == wanted.count)
        let relative = zip(counting.levels, wanted).map { abs($0 - $1) / $1 }.max() ?? .infinity
        #expect(Float(relative) <= fixture.tolerance("sigmas_rel"))
        #expect(counting.batches == Array(repeating: 2, count: Int(fixture.io["mid.sampler4_evaluations"].values[0])))
        let share = fixture.tolerance("trajectory_rel_plus_abs.0")
        let least = fixture.tolerance("trajectory_rel_plus_abs.1")
        for (key, found) in [("mid.sampler4_x", counting.inputs), ("mid.sampler4_denoised", counting.estimates)] {
            for (step, tensor) in found.enumerated() {
                let wanted = fixture.tensor(key, step)
                let excess = (tensor - wanted).abs() - wanted.abs() * Double(share)
                #expect(try excess.maximum().item() <= least, "\(key) \(step)")
            }
        }
    }

    @Test func guidanceIsThePublishedOne() throws {
        let tolerance = fixture.tolerance("sampler_cfg_abs")
        let counting = Counting(model)
        let guided = try sampled(counting) { $0.guidance.scale = 3 }
        #expect(try fixture.difference(guided, "out.sampler4_cfg") <= tolerance)
        // both branches in one batch: ten Mels of each example
        #expect(
            counting.batches.reduce(0, +) == 2 * Int(fixture.io["mid.sampler4_cfg_evaluations"].values[0]))
        let rescaled = try sampled(model) { $0.guidance = Guidance(scale: 2, rescale: 0.7) }
        #expect(try fixture.difference(rescaled, "out.sampler4_cfg_rescaled") <= tolerance)
    }

    @Test func churnIsThePublishedOne() throws {
        let counting = Counting(model)
        let churned = try sampled(counting) { $0.churn = Churn(amount: 2, interval: 0.01...50, deviation: 1.003) }
        #expect(try fixture.difference(churned, "out.sampler4_churn") <= fixture.tolerance("sampler_abs"))
        #expect(counting.batches.count == Int(fixture.io["mid.sampler4_churn_evaluations"].values[0]))
    }

    /// The level is raised by at most sqrt(2) - 1, and only inside the interval.
    @Test func churnRaisesTheLevelInsideItsInterval() {
        let churn = Churn(amount: 2, interval: 0.1...10)
        #expect(churn.raised(1, steps: 10) == 1.2)
        #expect(abs(churn.raised(1, steps: 2) - 2.0.squareRoot()) < 1e-12)
        #expect(churn.raised(0.09, steps: 10) == 0.09 && churn.raised(11, steps: 10) == 11)
    }

    @Test func theLossIsThePublishedOne() throws {
        let normals = fixture.io["in.noise.loss.rnd_normal"].values
        let sigmas = normals.map { FastSAGConfiguration.paper.trainingNoise.sigma(Double($0)) }
        for (found, wanted) in zip(sigmas, fixture.io["mid.loss_sigma"].values) {
            #expect(abs(found - Double(wanted)) <= 1e-6 * found)
        }
        for (name, scale) in [("loss", 1.0), ("loss_cfg", 3.0)] {
            let (loss, estimate) = model.loss(
                fixture.tensor("in.x0"), context: context, sigmas: sigmas, noise: fixture.tensor("in.noise.loss.eps"),
                guidance: Guidance(scale: scale))
            let wanted = fixture.io["out." + name].values[0]
            #expect(abs(try loss.item() - wanted) <= fixture.tolerance("loss_rel") * wanted, "\(name)")
            #expect(
                try fixture.difference(estimate, "out.\(name)_denoised") <= fixture.tolerance("precond_abs"), "\(name)")
        }
    }
}
