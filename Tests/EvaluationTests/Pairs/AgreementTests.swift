import Evaluation
import Foundation
import Signal
import Testing

/// What two sounds agree on, and the statistics over pairs.
struct AgreementTests {
    @Test func tonesAreCountedOnBothSides() {
        #expect(ToneSets.f1([[0, 4, 7]], [[0, 4, 7]]) == 1)
        #expect(ToneSets.f1([[0, 4]], [[1, 5]]) == 0)
        // Two of three found and one wrong: precision and recall 2/3.
        #expect(abs((ToneSets.f1([[0, 4, 8]], [[0, 4, 7]]) ?? 0) - 2.0 / 3) < 1e-12)
        #expect(ToneSets.f1([[]], [[0, 4, 7]]) == 0)
        #expect(ToneSets.f1([[], []], [[], []]) == nil)
        #expect(ToneSets.f1([], []) == nil)
        // Only the time that both last for.
        #expect(ToneSets.f1([[0]], [[0], [1, 2, 3]]) == 1)
    }

    @Test func tonesOfATriadAreFound() {
        let band = Band.play(Band.leadSheet())
        let sets = ToneSets.sets(of: ChromaAnalysis().chromagram(of: band))
        // C major for the first two seconds, away from its ends.
        #expect(sets[8...14].allSatisfy { $0 == [0, 4, 7] }, "\(sets[8...14])")
    }

    @Test func rhythmsAgreeInTimeOnly() throws {
        var generator = SeededGenerator(seed: 3)
        var times: [Double] = []
        var time = 0.4
        while time < 9.5 {
            times.append(time)
            time += generator.uniform(in: 0.15..<0.6)
        }
        func trace(_ times: [Double]) -> RhythmTrace {
            RhythmTrace(OnsetEnvelope(of: Band.clicks(at: times, duration: 10)))
        }
        let one = trace(times)
        #expect(abs(try #require(one.correlation(with: one)) - 1) < 1e-9)
        let together = try #require(one.z(against: one))
        #expect(together > 4)
        let moved = trace(times.map { $0 + 0.12 })
        #expect(try #require(one.z(against: moved)) < together / 2)
        let silent = RhythmTrace(OnsetEnvelope(of: [Float](repeating: 0, count: 240_000)))
        #expect(one.correlation(with: silent) == nil && one.z(against: silent) == nil)
    }

    @Test func nobodyKeepsTheirOwn() {
        for count in 2...9 {
            let orders = Shuffles.derangements(of: count, number: 4)
            #expect(orders.count == min(4, count - 1))
            for order in orders {
                #expect(order.sorted() == Array(0..<count))
                #expect(order.enumerated().allSatisfy { $0.offset != $0.element })
            }
            #expect(orders == Shuffles.derangements(of: count, number: 4))
        }
        #expect(Shuffles.derangements(of: 1, number: 4).isEmpty)
    }

    /// The standard error of a mean of 100 standard normal values is a tenth.
    @Test func theIntervalHoldsTheMean() throws {
        var generator = SeededGenerator(seed: 9)
        let values = (0..<100).map { _ in generator.normal(mean: 5) }
        let found = try #require(Bootstrap.interval(of: values) { $0.reduce(0, +) / Double($0.count) })
        #expect(found.low < 5 && 5 < found.high)
        #expect(abs(found.high - found.low - 2 * 1.96 / 10) < 0.08)
        #expect(Bootstrap.interval(of: [1.0]) { $0.first } == nil)
    }

    @Test func sharesLieBetweenChanceAndCeiling() {
        typealias Item = CoherenceFigure.Item
        let figure = CoherenceFigure([
            Item(value: 0.6, chance: 0.2, ceiling: 1), Item(value: 0.8, chance: 0.4, ceiling: 1),
            Item(value: nil, chance: 0.3, ceiling: 1),
        ])
        #expect(figure.pairs == 2 && figure.leftOut == nil)
        #expect(abs((figure.value ?? 0) - 0.7) < 1e-12 && abs((figure.chance ?? 0) - 0.3) < 1e-12)
        #expect(abs((figure.share ?? 0) - 4.0 / 7) < 1e-12)
        #expect((figure.low ?? 0) >= 0.6 && (figure.high ?? 0) <= 0.8 + 1e-12)
        let hopeless = CoherenceFigure([Item(value: 0.6, chance: 1, ceiling: 1)])
        #expect(hopeless.share == nil && hopeless.value == 0.6 && hopeless.low == nil)
        #expect(CoherenceFigure([Item(value: nil, chance: nil, ceiling: nil)]).leftOut == "no pair has it")
    }

    @Test func breaksAndStepsAreFound() throws {
        func figures(_ samples: [Float]) throws -> SoundFigures {
            try SoundFigures(AudioBuffer(sampleRate: 24_000, mono: samples))
        }
        let tone = (0..<120_000).map { 0.1 * sinf(2 * .pi * 220 * Float($0) / 24_000) }
        #expect(try figures(tone).clicks == 0)
        #expect(try figures(tone).largestStep < 0.2)
        var broken = tone
        for index in 50_000..<broken.count { broken[index] += 0.05 }
        #expect(try figures(broken).clicks == 1)
        var louder = tone
        for index in 60_000..<louder.count { louder[index] *= 2 }
        #expect(abs(try figures(louder).largestStep - 6.02) < 0.1)
        // Strokes that ring are no breaks.
        var struck = [Float](repeating: 0, count: 120_000)
        for index in 0..<6 {
            Band.strike(220 * exp2(Double(index) / 12), at: 0.5 * Double(index), into: &struck, length: 2)
        }
        #expect(try figures(struck).clicks == 0)
    }
}
