import FastSAG
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing

@Suite struct FastSAGConfigurationTests {
    /// The counts of systems.md, computed there from the published configuration, on weights that take no memory.
    @Test func thePublishedNetworksHaveTheirSizes() throws {
        let sizes = FastSAGConfiguration.paper.sizes
        func millions(_ build: (Scope) -> Void) throws -> Double {
            let store = try ParameterStore.outline()
            build(store.root)
            try store.verify()
            return Double(store.parameterCount) / 1e6
        }
        let denoiser = try millions { _ = UNet2d($0, sizes.denoiser) }
        let prior = try millions { _ = WaveNet($0, sizes.priorProjection) }
        let semantic = try millions { _ = WaveNet($0, sizes.semanticProjection) }
        let perceiver = try millions { _ = PerceiverIO($0, sizes.perceiver) }
        #expect(abs(denoiser - 7.63) <= 0.005, "\(denoiser)")
        #expect(abs(prior - 1.41) <= 0.005, "\(prior)")
        #expect(abs(semantic - 158) <= 0.5, "\(semantic)")
        #expect(abs(perceiver - 15.2) <= 0.05, "\(perceiver)")
        let all = try millions { _ = PublishedFastSAG($0, .paper) }
        #expect(abs(all - denoiser - prior - semantic - perceiver) < 1e-9)
    }

    /// 51 Euler steps through the levels of the published code, which computes them in single precision.
    @Test func thePublishedSamplerGoesThroughThePublishedLevels() throws {
        let fixture = try PublishedFixture("karras-dpm")
        let wanted = fixture.io["out.fastsag_sampler_sigmas_50"].values.map(Double.init)
        let sampler = FastSAGConfiguration.paper.sampler
        let levels = sampler.levels()
        #expect(sampler.solver == .euler && sampler.steps == 51 && levels.count == wanted.count)
        for (found, wanted) in zip(levels, wanted) {
            #expect(abs(found - wanted) <= Double(fixture.tolerance("sigmas_rel")) * wanted)
        }
    }

    /// What a take is made with, and what the shipped recipe trains, is what the configuration says.
    @Test func theCompactConfigurationIsWhatIsTrainedAndPlayed() throws {
        let compact = FastSAGConfiguration.compact
        #expect(compact.sampler == FastSAGSampler(Recipe()))
        let usual = Dictionary(
            uniqueKeysWithValues: Parameter.fastSAG.filter(\.isSetting).compactMap { parameter in
                parameter.usual.map { (parameter.id, $0) }
            })
        #expect(compact.sampler == FastSAGSampler(Recipe(settings: usual)))
        #expect(usual == ["steps": .integer(8), "guidance": .number(6), "solver": .text("dpm")])
        let weights = try Checkpoint(contentsOf: FastSAGModel.bundledWeights)
        #expect(try weights.configuration(CompactSizes.self) == compact.sizes)
        #expect(CompactSizes() == compact.sizes)
        #expect(compact.preconditioning.sigmaData == 1)

        struct Run: Decodable {
            let model: CompactSizes
            let noiseMean: Double
            let noiseDeviation: Double
        }
        let file = Fixture.folder.appendingPathComponent("../../Sources/Training/Configurations/fastsag.json")
        let run = try JSONDecoder().decode(Run.self, from: Data(contentsOf: file))
        #expect(run.model == compact.sizes)
        #expect(NoiseDistribution(mean: run.noiseMean, deviation: run.noiseDeviation) == compact.trainingNoise)
    }
}
