import Foundation
import Generation
import Recipes
import Signal
import Testing

/// Takes of the tiny model as they were when each kind was made in its own way, by hash: new ones with and without stems,
/// variations, re-rolls, with edges and in another tuning. The engine rounds differently from processor to processor, so that
/// this is asked only on the kind that recorded it.
@Suite struct RecordedTakesTests {
    /// FNV-1a (Fowler, Noll & Vo) of the samples' bytes.
    private static func hash(_ samples: [Float]) -> String {
        let hash = samples.withUnsafeBytes { bytes in
            bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        }
        return String(format: "%016llx", hash)
    }

    /// The processor that the hashes were recorded on, and how many of its cores shared the work.
    private static let isKnownMachine: Bool = {
        let told = String(decoding: FileManager.default.contents(atPath: "/proc/cpuinfo") ?? Data(), as: UTF8.self)
        let marks = ["model name\t: AMD EPYC\n", "model\t\t: 2\n", " avx512_bf16 "]
        return marks.allSatisfy(told.contains) && ProcessInfo.processInfo.activeProcessorCount == 2
    }()

    private static let vocal = TinyGenerator.vocal(13.3)

    private func take(_ recipe: Recipe, of parent: Accompaniment? = nil) throws -> Accompaniment {
        try TinyGenerator.splitting().generate(
            for: TakeOrder(
                vocal: Self.vocal, recipe: recipe,
                given: parent.map { Given($0.stems, start: $0.take.start, keptBy: recipe) }),
            progress: { _ in })
    }

    private func hashes(_ made: Accompaniment) -> [String] {
        made.stems.sorted { $0.key < $1.key }.map { Self.hash($0.value.mono()) }
    }

    private static let recipe = Recipe(steps: 2, guidance: 2, seed: 3, constraints: .init(tuning: 0))

    @Test(.enabled(if: isKnownMachine)) func takesFromNoise() throws {
        #expect(hashes(try take(Self.recipe)) == ["56b4ab519a55ca9e"])
        var recipe = Self.recipe
        recipe.constraints.tuning = -45
        #expect(hashes(try take(recipe)) == ["bd3bc76476fbdf6c"])
    }

    @Test(.enabled(if: isKnownMachine)) func takesFromOthers() throws {
        var apart = Self.recipe
        apart.stems = true
        let split = try take(apart)
        // bass, drums, harmony
        #expect(hashes(split) == ["df9daa253d6b7273", "86ef1aae076d6415", "746ec2c1a5ee6bdf"])
        var varied = apart
        (varied.variation, varied.seed, varied.steps) = (0.4, 5, 6)
        #expect(
            hashes(try take(varied, of: split)) == ["0f0dde9454f59d54", "6151b744a0cd9993", "321a79012fd0d5c9"])
        var again = apart
        (again.reroll, again.seed) = (5.0..<7.5, 6)
        #expect(hashes(try take(again, of: split)) == ["4e2971aebea90718", "7f7421bce0749c8d", "dcbee08d830ad9c6"])
        var anew = Self.recipe
        (anew.reroll, anew.seed) = (11.0..<20, 7)
        #expect(hashes(try take(anew, of: take(Self.recipe))) == ["bcbd09d1cf9abc5c"])
    }

    @Test(.enabled(if: isKnownMachine)) func takesWithEdges() throws {
        var edged = Self.recipe
        (edged.preRoll, edged.tail) = (1, 1)
        let made = try take(edged)
        #expect(hashes(made) == ["90581480ab244c3b"])
        edged.reroll = made.take.start + 1..<made.take.start + 3
        edged.leadSheet = try take(Self.recipe).heard.leadSheet
        #expect(hashes(try take(edged, of: made)) == ["776fb49b8128cbe9"])
    }
}
