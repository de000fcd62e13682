import Generation
import Recipes
import Signal
import Testing

/// Takes that come apart, on a tiny model.
@Suite struct TakeStemsTests {
    private static let names = ["drums", "bass", "harmony"]
    private static let vocal = TinyGenerator.vocal(13)
    private static let parent = Result { try make(Recipe(steps: 2, guidance: 2, seed: 1, stems: true)) }

    private static func make(
        _ recipe: Recipe, parent: [String: AudioBuffer]? = nil,
        sections: ([String: AudioBuffer]) throws -> Void = { _ in }
    ) throws -> Accompaniment {
        try TinyGenerator.splitting().generate(
            for: TakeOrder(vocal: vocal, recipe: recipe, given: parent.map { Given($0, keptBy: recipe) }),
            progress: { _ in },
            sections: { stems, _ in try sections(stems) })
    }

    private func distance(_ one: [Float], _ other: [Float]) -> Float {
        one.count == other.count ? zip(one, other).map { abs($0 - $1) }.max() ?? 0 : .infinity
    }

    @Test func theStemsAreTheTake() throws {
        let split = try Self.parent.get()
        let description = try TinyGenerator.splitting().description
        #expect(Set(split.stems.keys) == Set(Self.names))
        #expect(description.stems(of: Recipe(stems: true)) == Self.names && description.stems(of: Recipe()) == ["band"])
        let whole = try Self.make(Recipe(steps: 2, guidance: 2, seed: 1))
        #expect(Array(whole.stems.keys) == ["band"])
        #expect(distance(split.audio.mono(), whole.audio.mono()) < 1e-6)
        for name in Self.names { #expect(split.stems[name]?.mono().contains { abs($0) > 1e-3 } == true, "\(name)") }
        #expect(Set(split.phaseSeconds.keys).subtracting(whole.phaseSeconds.keys) == [.split])
    }

    @Test func sectionsAreTheStems() throws {
        var handed: [[String: AudioBuffer]] = []
        let made = try Self.make(Recipe(steps: 1, guidance: 1, seed: 4, stems: true)) { handed.append($0) }
        #expect(handed.count == 2 && made.joins.count == 1)
        for part in handed { #expect(Set(part.keys) == Set(Self.names) && part["bass"]?.frameCount ?? 0 > 0) }
        for name in Self.names {
            #expect(handed.flatMap { $0[name]?.mono() ?? [] } == made.stems[name]?.mono(), "\(name)")
        }
    }

    /// Outside of the range each stem is the parent's to the sample, and everywhere they sum to the take.
    @Test(arguments: [6.0..<8.0, 0..<1, 12..<15]) func aRerollKeepsEveryStem(range: Range<Double>) throws {
        let parent = try Self.parent.get()
        let recipe = Recipe(steps: 2, guidance: 2, seed: 2, reroll: range, stems: true)
        let made = try Self.make(recipe, parent: parent.stems)
        for name in Self.names {
            let (new, old) = try (#require(made.stems[name]).mono(), #require(parent.stems[name]).mono())
            #expect(new.count == old.count)
            let changed = new.indices.filter { new[$0] != old[$0] }.map { Double($0) / 24_000 }
            #expect(changed.count > 10_000)
            #expect(changed.allSatisfy { $0 > range.lowerBound - 0.021 && $0 < range.upperBound + 0.021 })
        }
        var whole = recipe
        whole.stems = nil
        #expect(distance(made.audio.mono(), try Self.make(whole, parent: parent.stems).audio.mono()) < 1e-5)
    }

    /// Who is not asked is taken out, also where the take stays one; without harmony there is no bass either.
    @Test func whoIsNotAskedIsSilent() throws {
        var recipe = Recipe(steps: 2, guidance: 2, seed: 1, arrangement: .init(families: [.drums]), stems: true)
        let apart = try Self.make(recipe)
        for name in ["bass", "harmony"] { #expect(apart.stems[name]?.mono().allSatisfy { $0 == 0 } == true) }
        #expect(apart.stems["drums"]?.mono().contains { abs($0) > 1e-3 } == true)
        recipe.stems = nil
        let whole = try Self.make(recipe)
        #expect(Array(whole.stems.keys) == ["band"])
        #expect(whole.audio.mono() == apart.stems["drums"]?.mono())
        recipe.stems = true
        recipe.arrangement?.families = [.keys]
        let keys = try Self.make(recipe)
        #expect(keys.stems["drums"]?.mono().allSatisfy { $0 == 0 } == true)
        #expect(keys.stems["bass"]?.mono().contains { abs($0) > 1e-3 } == true)
    }

    /// A plan lets the drums in at its second section.
    @Test func aPlanLetsPlayersIn() throws {
        var recipe = Recipe(steps: 1, guidance: 1, seed: 1, stems: true)
        recipe.plan = [
            .init(bars: 2, controls: .init(families: [.keys])),
            .init(bars: 8, controls: .init(families: [.keys, .drums])),
        ]
        let made = try Self.make(recipe)
        let sheet = made.heard.leadSheet
        let begin = Int(sheet.beats[sheet.downbeats[2]] * 24_000)
        let drums = try #require(made.stems["drums"]).mono()
        #expect(drums[..<begin].allSatisfy { $0 == 0 })
        #expect(drums[(begin + 480)...].contains { abs($0) > 1e-3 })
    }

    /// A take of one stem comes apart when a range of it is made anew; the sum outside is the take.
    @Test func aParentOfOneStemIsSplit() throws {
        let band = try Self.make(Recipe(steps: 2, guidance: 2, seed: 1)).audio
        let recipe = Recipe(steps: 2, guidance: 2, seed: 2, reroll: 6..<7, stems: true)
        let made = try Self.make(recipe, parent: ["band": band])
        #expect(Set(made.stems.keys) == Set(Self.names))
        #expect(distance(Array(made.audio.mono().prefix(140_000)), Array(band.mono().prefix(140_000))) < 1e-6)
    }

    @Test func withoutTheSplitterStemsAreRefused() throws {
        var seen: [Phase] = []
        #expect(throws: GenerationError.splitterMissing) {
            try TinyGenerator.make().generate(for: Self.vocal, recipe: Recipe(steps: 1, stems: true)) {
                seen.append($0.phase)
            }
        }
        #expect(seen == [.listen])
    }
}
