import FastSAG
import Generation
import Recipes
import Signal
import Testing

/// "More like this" and re-rolling, on a tiny model.
@Suite struct VariationTests {
    private static let vocal = TinyGenerator.vocal(13)
    private static let parent = Result {
        try TinyGenerator.make().generate(for: vocal, recipe: Recipe(steps: 2, guidance: 2, seed: 1)) { _ in }
    }

    private func make(
        seed: UInt64 = 2, steps: Int = 4, variation: Double? = nil, reroll: Range<Double>? = nil,
        parent: [String: AudioBuffer]? = nil, progress: (TakeProgress) throws -> Void = { _ in },
        sections: ([String: AudioBuffer]) -> Void = { _ in }
    ) throws -> [Float] {
        let recipe = Recipe(steps: steps, guidance: 2, seed: seed, variation: variation, reroll: reroll)
        let stems = try parent ?? Self.parent.get().stems
        return try TinyGenerator.make().generate(
            for: TakeOrder(vocal: Self.vocal, recipe: recipe, given: Given(stems, keptBy: recipe)), progress: progress,
            sections: { stems, _ in sections(stems) }
        ).audio.mono()
    }

    private func distance(_ one: [Float], _ other: [Float]) -> Float {
        let (a, b) = (MelFrontEnd().logMel(one).values, MelFrontEnd().logMel(other).values)
        return zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } / Float(a.count)
    }

    @Test func strongerVariationsGoFurther() throws {
        let parent = try Self.parent.get().audio.mono()
        let distances = try [0.1, 0.4, 0.7, 1].map { distance(try make(variation: $0), parent) }
        #expect(zip(distances, distances.dropFirst()).allSatisfy { $0 < $1 }, "\(distances)")
    }

    @Test func theFullStrengthIsATakeFromNoise() throws {
        let fresh = try TinyGenerator.make().generate(
            for: Self.vocal, recipe: Recipe(steps: 4, guidance: 2, seed: 2)
        ) { _ in }
        #expect(try make(variation: 1) == fresh.audio.mono())
    }

    @Test func theSameVariationGivesTheSameSamples() throws {
        let one = try make(variation: 0.5)
        #expect(try make(variation: 0.5) == one)
        #expect(try make(seed: 3, variation: 0.5) != one)
    }

    /// A faint variation needs fewer steps, and says so.
    @Test func aVariationTakesTheStepsThatAreLeft() throws {
        var steps: Set<Int> = []
        _ = try make(steps: 12, variation: 0.3) { if $0.phase == .denoise { steps.insert($0.steps) } }
        #expect(steps.count == 1 && (4..<12).contains(steps.first ?? 0), "\(steps)")
    }

    /// Stems are summed, at any rate.
    @Test func stemsOfTheParentAreSummed() throws {
        let band = try Self.parent.get().audio
        let halves = AudioBuffer(sampleRate: 24_000, mono: band.mono().map { $0 / 2 })
        #expect(try make(variation: 0.2, parent: ["bass": halves, "keys": halves]) == make(variation: 0.2))
        let other = try Resampler.resample(band, to: 48_000)
        let made = try make(variation: 0.2, parent: ["band": other])
        #expect(distance(made, try make(variation: 0.2)) < 0.1)
    }

    @Test(arguments: [8.0..<11.0, 0..<2, 12..<15, 3.3..<3.5, 1..<12])
    func onlyTheRangeIsMadeAnew(range: Range<Double>) throws {
        let parent = try Self.parent.get().audio.mono()
        let made = try make(reroll: range)
        #expect(made.count == parent.count)
        let fade = 0.021
        for index in made.indices where made[index] != parent[index] {
            let time = Double(index) / 24_000
            #expect(time > range.lowerBound - fade && time < range.upperBound + fade)
        }
        let inside = Int(range.lowerBound * 24_000)..<min(Int(range.upperBound * 24_000), made.count)
        #expect(zip(made[inside], parent[inside]).contains { abs($0 - $1) > 1e-3 })
        #expect(try make(reroll: range) == made)
        #expect(try make(seed: 9, reroll: range) != made)
    }

    /// Largest step of the samples' slope near the ends of the range against that of the parent.
    @Test func theSeamsDoNotClick() throws {
        let parent = try Self.parent.get().audio.mono()
        let made = try make(reroll: 8..<11)
        func sharpest(_ samples: [Float], _ range: Range<Int>) -> Float {
            range.map { abs(samples[$0 + 1] - 2 * samples[$0] + samples[$0 - 1]) }.max() ?? 0
        }
        for seam in [8 * 24_000, 11 * 24_000] {
            let near = sharpest(made, (seam - 600)..<(seam + 600))
            #expect(near < 1.5 * max(sharpest(made, 200_000..<255_000), sharpest(parent, 100_000..<300_000)))
        }
    }

    /// One section of the take's two, and the sound before the range is handed over at once.
    @Test func aRerollComputesOnlyWhatItTouches() throws {
        var sections: Set<Int> = [], before: [Float]?
        let parent = try Self.parent.get().audio.mono()
        _ = try make(
            reroll: 6..<8, progress: { if $0.phase == .denoise { sections.insert($0.sections) } },
            sections: { if before == nil { before = $0["band"]?.mono() } })
        #expect(sections == [1])
        let handed = try #require(before)
        #expect(handed.count > 5 * 24_000 && handed.count <= 6 * 24_000)
        #expect(handed == Array(parent.prefix(handed.count)))
    }

    @Test func whatCannotBeDoneIsSaid() throws {
        let generator = try TinyGenerator.make()
        func error(_ recipe: Recipe, parent: [String: AudioBuffer]?) -> GenerationError? {
            #expect(throws: GenerationError.self) {
                try generator.generate(
                    for: TakeOrder(
                        vocal: TinyGenerator.vocal(2), recipe: recipe,
                        given: parent.map { Given($0, keptBy: recipe) }),
                    progress: { _ in }, sections: { _, _ in })
            }
        }
        let sound = ["band": TinyGenerator.vocal(2)]
        #expect(error(Recipe(steps: 2, variation: 0.5), parent: nil) == .parentMissing)
        #expect(error(Recipe(steps: 2, reroll: 0..<1), parent: [:]) == .parentMissing)
        #expect(error(Recipe(steps: 2, reroll: 2..<3), parent: sound) == .rangeOutside(from: 2, duration: 2))
    }
}
