import Foundation
import StemGen
import Tensors
import TestSupport
import Testing

/// Against the formulas in numpy: stemgen-ranking.
@Suite struct RankingFixtureTests {
    private struct Description: Decodable {
        struct Schedule: Decodable {
            let tokens: Int
            let steps: Int
            let masked: [Int]
            let unmasked: [Int]

            enum CodingKeys: String, CodingKey {
                case tokens = "T"
                case steps = "K"
                case masked = "masked_after_step"
                case unmasked = "newly_unmasked"
            }
        }

        struct Walk: Decodable {
            let tokens: Int
            let steps: Int
            let confidence: Double
            let order: Double
            let noise: Double

            enum CodingKeys: String, CodingKey {
                case tokens = "T"
                case steps = "K"
                case confidence = "w_c"
                case order = "w_s"
                case noise = "w_r"
            }
        }

        struct Scales: Decodable {
            let a: Double
            let b: Double
        }

        struct Configuration: Decodable {
            let walk: Walk
            let scales: Scales

            enum CodingKeys: String, CodingKey {
                case walk
                case scales = "cfg_scales"
            }
        }

        let schedules: [Schedule]
        let config: Configuration

        enum CodingKeys: String, CodingKey {
            case schedules = "unmask_schedule"
            case config
        }
    }

    private let fixture: PublishedFixture
    private let description: Description

    init() throws {
        fixture = try PublishedFixture("stemgen-ranking")
        let file = Fixture.folder.appendingPathComponent("published/stemgen-ranking.json")
        description = try JSONDecoder().decode(Description.self, from: Data(contentsOf: file))
    }

    private func rows(_ key: String) -> [[Float]] {
        let (shape, values) = fixture.io[key]
        return (0..<shape[0]).map { Array(values[($0 * shape[1])..<(($0 + 1) * shape[1])]) }
    }

    @Test func unmaskingCountsAreTheTables() {
        #expect(description.schedules.count == 54)
        for table in description.schedules {
            let masked = (0...table.steps).map {
                UnmaskingSchedule.masked(after: $0, of: table.steps, tokens: table.tokens)
            }
            #expect(masked == table.masked)
            #expect(zip(masked, masked.dropFirst()).map { $0 - $1 } == table.unmasked)
        }
    }

    @Test func ranksAreTheTables() {
        let (confidence, noise) = (fixture.io["in.confidence"].values, fixture.io["in.u"].values)
        let orders = fixture.io.integers("out.order_best_first")
        for (index, weights) in rows("in.weights_wc_ws_wr").enumerated() {
            let rank = TokenRank(
                confidence: Double(weights[0]), order: Double(weights[1]), noise: Double(weights[2]))
            let rho = rank(confidence: confidence, noise: noise)
            for (made, wanted) in zip(rho, rows("out.rho")[index]) {
                #expect(abs(made - wanted) <= fixture.tolerance("rho_abs"))
            }
            let best = rho.indices.sorted { rho[$0] > rho[$1] }
            let count = orders.shape[1]
            #expect(best == orders.values[(index * count)..<((index + 1) * count)].map(Int.init))
        }
    }

    @Test func theWalkKeepsWhatTheTablesKeep() {
        let walk = description.config.walk
        let rank = TokenRank(confidence: walk.confidence, order: walk.order, noise: walk.noise)
        let (confidences, noises) = (rows("in.walk_confidence"), rows("in.walk_u"))
        let wanted = fixture.io.integers("out.walk_still_masked").values.map { $0 == 1 }
        var masked = [Bool](repeating: true, count: walk.tokens)
        for step in 1...walk.steps {
            let rho = rank(confidence: confidences[step - 1], noise: noises[step - 1])
            masked = UnmaskingSchedule.stillMasked(
                masked, ranks: rho, keeping: UnmaskingSchedule.masked(after: step, of: walk.steps, tokens: walk.tokens))
            #expect(masked == Array(wanted[((step - 1) * walk.tokens)..<(step * walk.tokens)]))
        }
    }

    @Test func guidanceIsOneOfThreeReadings() throws {
        let scales = description.config.scales
        let (a, b): (Set<StemSource>, Set<StemSource>) = ([.mix], [.instrument])
        let logits: [Set<StemSource>: Tensor] = [
            []: fixture.tensor("in.logits_uncond"), a: fixture.tensor("in.logits_a"),
            b: fixture.tensor("in.logits_b"), a.union(b): fixture.tensor("in.logits_ab"),
        ]
        let readings: [(String, SourceGuidance)] = [
            ("independent", SourceGuidance([.init(a, weight: scales.a), .init(b, weight: scales.b)])),
            ("joint", SourceGuidance([.init(a.union(b), weight: scales.a)])),
            (
                "nested",
                SourceGuidance([.init(a, weight: scales.a - scales.b), .init(a.union(b), weight: scales.b)])
            ),
        ]
        for (name, guidance) in readings {
            let passes = try guidance.passes.map { try #require(logits[$0]).unsqueezed(0) }
            let guided = guidance(.concatenated(passes, dimension: 0)).squeezed(0)
            // logits differ from log probabilities by a number a row, which no softmax sees
            let wanted = fixture.tensor("out.cfg_\(name)").softmax()
            let difference = try (guided.softmax() - wanted).abs().maximum().item()
            #expect(difference <= fixture.tolerance("cfg_abs"))
        }
    }
}
