import FastSAG
import Generation
import Recipes
import Testing

@Suite struct TimeEstimateTests {
    /// Notes a take of sections that last `steps` steps and a vocoding, in two reports.
    private func run(
        sections: Int = 4, steps: Int = 10, vocode: Double = 1, step: (Int) -> Double
    ) -> [(time: Double, left: Double?, speed: Double?)] {
        var time = 0.0
        var estimate = TimeEstimate(audioSeconds: 40, time: time)
        var seen: [(Double, Double?, Double?)] = []
        func note(_ phase: Phase, _ section: Int, _ step: Int) {
            estimate.note(
                TakeProgress(phase: phase, section: section, sections: sections, step: step, steps: steps), time: time)
            seen.append((time, estimate.secondsLeft, estimate.speed))
        }
        note(.listen, 1, 0)
        time += 0.5
        note(.condition, 1, 0)
        var count = 0
        for section in 1...sections {
            for number in 1...steps {
                time += step(count)
                count += 1
                note(.denoise, section, number)
            }
            for _ in 0..<2 {
                time += vocode / 2
                note(.vocode, section, steps)
            }
        }
        return seen
    }

    @Test func steadyStepsAreForetold() throws {
        let seen = run { $0 == 0 ? 1.5 : 0.25 }
        let end = try #require(seen.last).time
        // nothing is known before the second step: listening, conditions and the first step say little
        #expect(seen.prefix(3).allSatisfy { $0.left == nil && $0.speed == nil })
        for (time, left, speed) in seen.dropFirst(3) {
            #expect(abs(try #require(left) - (end - time)) < 0.05)
            // a section of 10 s in 10 steps of 0.25 s and 1 s
            #expect(abs(try #require(speed) - 10 / 3.5) < 1e-6)
        }
        #expect(abs(try #require(seen.last?.left)) < 1e-6)
    }

    @Test func whatIsLeftOnlyFallsThoughStepsDiffer() throws {
        let seen = run(vocode: 0.4) { 0.25 * (1 + 0.3 * Double($0 % 3 - 1)) }
        let left = seen.compactMap(\.left)
        #expect(zip(left, left.dropFirst()).allSatisfy { $0 >= $1 })
        let end = try #require(seen.last).time
        // until a vocoding has been measured it is guessed, here at 1 s instead of 0.4 s: half way through the second of
        // four sections that is mended
        for (time, left, _) in seen.dropFirst(24) { #expect(abs((left ?? 99) - (end - time)) < 1) }
    }

    /// A machine that gets busy is believed.
    @Test func muchSlowerStepsRaiseIt() throws {
        let seen = run(sections: 10) { $0 < 20 ? 0.1 : 0.5 }
        let before = try #require(seen[24].left), later = try #require(seen[50].left)
        #expect(later > before)
        let (time, left, _) = seen[seen.count - 10]
        #expect(abs(try #require(left) - (try #require(seen.last).time - time)) < 3)
    }
}
