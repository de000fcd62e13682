import FastSAG
import Foundation
import Recipes
import Tensors
import Testing

@Suite struct FastSAGSamplerTests {
    private let shape = [1, TinyModel.frames, TinyModel.configuration.bands]

    private func sampler(_ solver: Solver = .dpm, guidance: Double = 2, steps: Int = 5) -> FastSAGSampler {
        FastSAGSampler(Recipe(steps: steps, guidance: guidance, solver: solver))
    }

    @Test(arguments: Solver.allCases)
    func theSameNoiseGivesTheSameMel(solver: Solver) throws {
        let model = try TinyModel().model, features = try TinyModel.features()
        func mel(_ seed: UInt64) throws -> [Float] {
            try sampler(solver).sample(model, features: features, noise: TinyModel.normal(shape, seed: seed)).floats()
        }
        let one = try mel(1)
        #expect(try mel(1) == one)
        #expect(try mel(2) != one)
        #expect(one.count == 96 && one.allSatisfy { $0.isFinite })
    }

    /// Guidance 1 follows the conditions as they are: the solver over the plain denoiser.
    @Test(arguments: Solver.allCases)
    func guidanceOneIsThePlainConditional(solver: Solver) throws {
        let model = try TinyModel().model, features = try TinyModel.features()
        let noise = try TinyModel.normal(shape, seed: 1)
        let sampler = sampler(solver, guidance: 1)
        let found = try sampler.sample(model, features: features, noise: noise).floats()
        let context = model.context(features)
        let wanted = try solver.solve(noise * 20, levels: sampler.schedule.levels(5) + [0]) { x, sigma in
            model.bounded(model.denoise(x, sigmas: [sigma], context: context))
        }.floats()
        #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-4 })
    }

    /// Inside the interval D = D_nothing + g (D_given - D_nothing), outside of it D_given.
    @Test(arguments: [0.0, 3.0])
    func guidanceWeighsBothBranches(guidance: Double) throws {
        let model = try TinyModel().model, features = try TinyModel.features()
        let noise = try TinyModel.normal(shape, seed: 1)
        let sampler = sampler(guidance: guidance)
        let found = try sampler.sample(model, features: features, noise: noise).floats()
        let given = model.context(features), nothing = model.context(features * 0)
        var guided = 0
        let levels = sampler.schedule.levels(5) + [0]
        let wanted = try Solver.dpm.solve(noise * 20, levels: levels) { x, sigma in
            let conditional = model.denoise(x, sigmas: [sigma], context: given)
            guard sigma >= 0.1, sigma <= 12 else { return model.bounded(conditional) }
            guided += 1
            let plain = model.denoise(x, sigmas: [sigma], context: nothing)
            return model.bounded(plain + (conditional - plain) * guidance)
        }.floats()
        #expect(guided > 0 && guided < 5)
        #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-3 })
        let plain = try self.sampler(guidance: 1).sample(model, features: features, noise: noise).floats()
        #expect(zip(found, plain).contains { abs($0 - $1) > 1e-3 })
    }

    /// The first half of what earlier sections decided stays exactly, then the section takes over.
    @Test(arguments: Solver.allCases)
    func knownFramesAreKept(solver: Solver) throws {
        let model = try TinyModel().model, features = try TinyModel.features()
        let known = try TinyModel.normal([1, 8, 6], seed: 5) * 2
        let noise = try TinyModel.normal(shape, seed: 1)
        let made = try sampler(solver).sample(
            model, features: features, noise: noise,
            opening: KnownMel(opening: known, frames: TinyModel.frames))
        let kept = try known.floats(), found = try made.floats()
        for index in 0..<(4 * 6) { #expect(abs(found[index] - kept[index]) < 1e-5) }
        // further on the weight falls: 7/8, 5/8, 3/8, 1/8
        let alone = try sampler(solver).sample(model, features: features, noise: noise).floats()
        func distance(_ frame: Int) -> Float {
            (0..<6).reduce(0) { $0 + abs(found[frame * 6 + $1] - kept[frame * 6 + $1]) }
        }
        #expect(distance(7) > distance(4))
        #expect(made.shape == shape)
        // what is known is heard by the frames after it
        #expect(zip(found[48...], alone[48...]).contains { abs($0 - $1) > 1e-4 })
    }

    /// Frames of strength 0 stay as they are given, those of less strength stay until the noise is at their level, and one
    /// strength for all is a variation.
    @Test(arguments: Solver.allCases)
    func givenFramesStayBySharesOfNoise(solver: Solver) throws {
        let model = try TinyModel().model, features = try TinyModel.features()
        let mel = try TinyModel.normal(shape, seed: 5) * 0.5
        let noise = try TinyModel.normal(shape, seed: 1)
        let frames = TinyModel.frames
        func made(_ strengths: [Double]) throws -> [Float] {
            let given = GivenMel(mel, strengths: strengths, strength: strengths.max() ?? 0)
            return try sampler(solver, steps: 12).sample(model, features: features, noise: noise, given: given).floats()
        }
        let old = try mel.floats()
        func distance(_ new: [Float], _ frames: Range<Int>) -> Float {
            (frames.lowerBound * 6..<frames.upperBound * 6).reduce(0) { $0 + abs(new[$1] - old[$1]) }
        }
        let half = frames / 2
        let mixed = try made((0..<frames).map { $0 < half ? 0 : 1 })
        #expect(distance(mixed, 0..<half) < 1e-3 && distance(mixed, half..<frames) > 1)
        let weak = try made((0..<frames).map { $0 < half ? 0.2 : 1 })
        #expect(distance(weak, 0..<half) > 1e-3 && distance(weak, 0..<half) < distance(weak, half..<frames))
        // all of it as much: a variation, further off the more noise there was
        let distances = try [0.05, 0.4, 0.95].map { strength in
            distance(try made([Double](repeating: strength, count: frames)), 0..<frames)
        }
        #expect(distances == distances.sorted() && distances[0] > 0 && distances[2] > 1.5 * distances[0])
    }

    @Test func aFrameIsHeldDownToItsLevel() throws {
        let given = GivenMel(.zeros([1, 4, 6]), strengths: [0, 0.2, 0.6, 1], strength: 1)
        let (low, high) = (GivenMel.sigma(ofStrength: 0.2), GivenMel.sigma(ofStrength: 0.6))
        #expect(given.weights(at: 80) == [1, 1, 1, 0])
        #expect(given.weights(at: (low + high) / 2) == [1, 1, 0, 0])
        #expect(given.weights(at: low) == [1, 0, 0, 0] && given.weights(at: 1e-6) == [1, 0, 0, 0])
        // what is varied as much as anything begins free
        #expect(GivenMel(.zeros([1, 2, 6]), strengths: [0.2, 0.6], strength: 0.6).weights(at: high) == [1, 0])
    }

    @Test(arguments: Solver.allCases)
    func cancellingStopsWithinAStep(solver: Solver) throws {
        struct Cancelled: Error {}
        let model = try TinyModel().model, features = try TinyModel.features()
        var steps: [Int] = []
        #expect(throws: Cancelled.self) {
            try sampler(solver, steps: 50).sample(
                model, features: features, noise: TinyModel.normal(shape, seed: 1)
            ) { step, _ in
                steps.append(step)
                if step == 3 { throw Cancelled() }
            }
        }
        #expect(steps == [1, 2, 3])
    }

    @Test func everyStepIsReported() throws {
        let model = try TinyModel().model
        var steps: [Int] = []
        _ = try sampler(steps: 7).sample(
            model, features: TinyModel.features(), noise: TinyModel.normal(shape, seed: 1)
        ) { step, count in
            steps.append(step)
            #expect(count == 7)
        }
        #expect(steps == Array(1...7))
    }

    @Test func tensorsThatDoNotFitAreAnError() throws {
        let model = try TinyModel().model
        #expect(throws: TensorError.self) {
            try sampler().sample(model, features: .zeros([1, 16, 3]), noise: .zeros(shape))
        }
        #expect(throws: TensorError.self) {
            try sampler().sample(
                model, features: TinyModel.features(), noise: .zeros(shape),
                opening: KnownMel(opening: .zeros([1, 17, 6]), frames: TinyModel.frames))
        }
    }
}
