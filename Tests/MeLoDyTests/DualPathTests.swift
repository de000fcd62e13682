import Conditions
import Foundation
import MeLoDy
import Signal
import Tensors
import Testing

@Suite struct DualPathTests {
    private let sizes = CompactDualPathSizes(
        latent: 4, codes: 6, width: 16, blocks: 2, headSize: 8, segment: 4, kernel: 3, expansion: 2)

    private func conditions(_ count: Int) -> MelodyConditions {
        MelodyConditions(
            sheet: Tensor(
                (0..<(count * TokenSheet.count)).map { Float(sin(Double($0))) }, shape: [1, count, TokenSheet.count]),
            players: [[.keys]], keys: [nil], given: [Set(MelodySource.allCases)])
    }

    private func noise(_ count: Int, seed: UInt64 = 1) -> Tensor {
        var generator = SeededGenerator(seed: seed)
        return Tensor(generator.normals(count * 4), shape: [1, count, 4])
    }

    /// Velocities that point to one latent lead there whatever the schedule, and a clean chunk stays as it is.
    private struct Oracle: DualPathDiffusion {
        let wanted: Tensor
        var width: Int { 4 }

        func context(tokens: Tensor, _ conditions: MelodyConditions) -> Tensor { wanted }

        func velocity(_ latents: Tensor, angles: Tensor, context: Tensor) -> Tensor {
            let angle = Self.spread(angles, over: latents.size(1))
            // v = (cos d z_d - z) / sin d; where the angle is 0 nothing moves
            let sine = angle.sin().clamped(min: 1e-4)
            return (latents * angle.cos() - context) / sine
        }
    }

    @Test(arguments: [AngleSchedule.linear, .uniform])
    func velocitiesLeadToTheLatent(schedule: AngleSchedule) throws {
        let wanted = noise(8, seed: 9)
        let sampler = DualPathSampler(steps: 10, schedule: schedule, guidance: 1)
        let made = try sampler.sample(
            Oracle(wanted: wanted), tokens: Tensor([0, 1, 2, 3], shape: [1, 4]), conditions(8), sources: [.tokens],
            noise: noise(8), chunks: 2)
        #expect(try (made - wanted).abs().maximum().item() < 1e-3)
    }

    @Test func whatIsGivenStays() throws {
        let store = try ParameterStore(seed: 5)
        let model = CompactDualPath(store.root, sizes)
        let given = noise(16, seed: 2)
        let sampler = DualPathSampler(steps: 4, guidance: 2)
        var steps: [Int] = []
        let made = try sampler.sample(
            model, tokens: Tensor([0, 1, 2, 3, 4, 5, 0, 1], shape: [1, 8]), conditions(16), sources: [.tokens, .beats],
            noise: noise(16), given: (given, [0, 0, .pi / 2, .pi / 4]), chunks: 4
        ) { steps.append($0) }
        func difference(_ first: Int, _ count: Int) throws -> Float {
            try (made - given).narrowed(1, from: first, length: count).abs().maximum().item()
        }
        #expect(try difference(0, 8) < 1e-6 && difference(8, 4) > 0.1)
        #expect(steps == [1, 2, 3, 4])
    }

    /// Segments and chunks of any number that divides them.
    @Test func velocitiesHaveTheShapeOfLatents() throws {
        let store = try ParameterStore(seed: 5)
        let model = CompactDualPath(store.root, sizes)
        #expect(
            CompactDualPathSizes(
                latent: 4, codes: 6, width: 16, blocks: 2, headSize: 3, segment: 4, kernel: 3, expansion: 2
            ).problem != nil)
        let context = model.context(tokens: Tensor([Int](repeating: 1, count: 6), shape: [1, 6]), conditions(12))
        for chunks in [1, 3] {
            let angles = Tensor([Float](repeating: 0.4, count: chunks), shape: [1, chunks])
            #expect(model.velocity(noise(12), angles: angles, context: context).shape == [1, 12, 4])
        }
    }
}

/// The published form at a small size.
@Suite struct PublishedDualPathTests {
    @Test func everyLatentGetsAVelocityFromTwoSegments() throws {
        let sizes = PublishedDualPathSizes(
            latent: 4, codes: 6, width: 16, heads: 2, blocks: 2, segment: 8, latentsPerToken: 5)
        let store = try ParameterStore(seed: 5)
        let model = PublishedDualPath(store.root, sizes)
        var generator = SeededGenerator(seed: 1)
        // no whole number of segments
        let latents = Tensor(generator.normals(30 * 4), shape: [1, 30, 4])
        func conditions(_ given: Set<MelodySource>) -> MelodyConditions {
            MelodyConditions(
                sheet: .zeros([1, 30, TokenSheet.count]), players: [[]], keys: [nil], given: [given])
        }
        func velocity(_ tokens: [Int], given: Set<MelodySource> = [.tokens], angle: Float = 0.5) throws -> [Float] {
            let context = model.context(tokens: Tensor(tokens, shape: [1, 6]), conditions(given))
            let made = model.velocity(latents, angles: Tensor([angle, 0.1], shape: [1, 2]), context: context)
            #expect(made.shape == [1, 30, 4])
            return try made.floats()
        }
        let first = try velocity([0, 1, 2, 3, 4, 5])
        #expect(first.allSatisfy { $0.isFinite })
        #expect(try velocity([5, 4, 3, 2, 1, 0]) != first)
        #expect(try velocity([0, 1, 2, 3, 4, 5], angle: 0.9) != first)
        // without tokens none is heard
        let nothing = try velocity([0, 1, 2, 3, 4, 5], given: [])
        #expect(try velocity([5, 4, 3, 2, 1, 0], given: []) == nothing)
    }

    /// About 297 M parameters in the paper.
    @Test func thePaperIsAsLargeAsItSays() throws {
        let store = try ParameterStore.outline()
        _ = PublishedDualPath(store.root, .paper)
        #expect(abs(Double(store.parameterCount) / 297e6 - 1) < 0.6, "\(store.parameterCount)")
        let language = try ParameterStore.outline()
        _ = SemanticModel(language.root, .paper)
        #expect(abs(Double(language.parameterCount) / 430e6 - 1) < 0.35, "\(language.parameterCount)")
    }
}
