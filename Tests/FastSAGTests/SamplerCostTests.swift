import FastSAG
import Recipes
import Tensors
import Testing

@Suite struct SamplerCostTests {
    /// Every call of the sampler is counted by a model that gives silence.
    @Test(arguments: Solver.allCases, [1.0, 6.0])
    func passesAreThoseThatAreMade(solver: Solver, guidance: Double) throws {
        let sampler = FastSAGSampler(Recipe(steps: 7, guidance: guidance, solver: solver))
        let counter = Counter()
        let context = GuidedContext(given: 0, branches: 0)
        _ = try sampler.denoised(
            Silent(counter: counter), from: Tensor.ones([1, 4, 2]), levels: sampler.levels(), context: context)
        #expect(sampler.passes.count == counter.passes && sampler.passes.mels == counter.mels)
        #expect(counter.mels > counter.passes || guidance == 1)
    }

    private final class Counter: @unchecked Sendable {
        var passes = 0
        var mels = 0
    }

    private struct Silent: Denoiser {
        let counter: Counter

        func denoise(_ x: Tensor, sigmas: [Double], context: Int) -> Tensor {
            counter.passes += 1
            counter.mels += x.size(0)
            return x * 0
        }
    }
}
