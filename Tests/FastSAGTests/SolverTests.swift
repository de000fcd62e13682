import FastSAG
import Foundation
import Recipes
import Tensors
import TestSupport
import Testing

/// Against trajectories computed in numpy from the papers' formulas for D(x) = 0.3 x, and against FastSAG's own sampler.
@Suite struct SolverTests {
    /// x before the first and after every step.
    private func trajectory(_ solver: Solver, levels: [Double]) throws -> [[Float]] {
        let x = try Fixture.load("published/karras-dpm.io")["in.x"]
        var states = [x.values]
        var numbers: [Int] = []
        let last = try solver.solve(Tensor(x.values, shape: x.shape), levels: levels) { x, _ in
            x * 0.3
        } step: { number, x in
            numbers.append(number)
            states.append(try x.floats())
        }
        #expect(numbers == Array(1..<levels.count))
        #expect(try last.floats() == states.last)
        return states
    }

    private func expect(_ found: [[Float]], _ key: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let wanted = try Fixture.load("published/karras-dpm.io")["out." + key]
        try #require(found.joined().count == wanted.values.count, sourceLocation: sourceLocation)
        let scale = wanted.values.map { abs($0) }.max() ?? 0
        for (a, b) in zip(found.joined(), wanted.values) {
            #expect(abs(a - b) <= 1e-5 * abs(b) + 1e-7 * scale, sourceLocation: sourceLocation)
        }
    }

    @Test func sixLevelsThenZero() throws {
        let levels = NoiseSchedule().levels(6) + [0]
        try expect(trajectory(.euler, levels: levels), "euler_6_sigmas_then_zero")
        try expect(trajectory(.heun, levels: levels), "heun_6_sigmas_then_zero")
        try expect(trajectory(.dpm, levels: levels), "dpmpp2m_6_sigmas_then_zero")
    }

    @Test func sevenLevelsWithoutZero() throws {
        try expect(trajectory(.dpm, levels: NoiseSchedule().levels(7)), "dpmpp2m_7_sigmas_no_zero")
    }

    /// The published sampler's states from its own estimates: plain Euler, the last step ends at the estimate.
    @Test func eulerGoesTheWayOfThePublishedSampler() throws {
        let edm = try Fixture.load("published/fastsag-edm.io")
        let states = edm["mid.sampler4_x"], estimates = edm["mid.sampler4_denoised"]
        let size = states.values.count / states.shape[0]
        func item(_ array: [Float], _ index: Int) -> Tensor {
            Tensor(Array(array[(index * size)..<((index + 1) * size)]), shape: Array(states.shape.dropFirst()))
        }
        var evaluations = 0
        let levels = edm["mid.sampler4_sigmas"].values.map(Double.init) + [0]
        let last = try Solver.euler.solve(item(states.values, 0), levels: levels) { x, _ in
            defer { evaluations += 1 }
            let wanted = item(states.values, evaluations)
            let (distance, size) = try ((x - wanted).abs().maximum().item(), wanted.abs().maximum().item())
            #expect(distance <= 1e-5 * size)
            return item(estimates.values, evaluations)
        }
        #expect(evaluations == 5)
        #expect(try (last - item(edm["out.sampler4"].values, 0)).abs().maximum().item() < 1e-6)
    }

    /// For data of deviation s the exact denoiser is D(x) = x s^2 / (s^2 + sigma^2) and the flow keeps
    /// x / sqrt(s^2 + sigma^2). Second order: half the step, about a quarter of the error.
    @Test(arguments: [(Solver.euler, 1.6, 3.0), (.heun, 3.0, 9.0), (.dpm, 3.0, 9.0)])
    func convergesWithItsOrder(solver: Solver, least: Double, most: Double) throws {
        let deviation = 0.5, schedule = NoiseSchedule(sigmaMin: 0.1, sigmaMax: 10)
        let start = 7.0
        let wanted = start * ((0.25 + 0.01) / (0.25 + 100)).squareRoot()
        func error(_ steps: Int) throws -> Double {
            let found = try solver.solve(Tensor([Float(start)]), levels: schedule.levels(steps + 1)) { x, sigma in
                x * (deviation * deviation / (deviation * deviation + sigma * sigma))
            }
            return abs(Double(try found.item()) - wanted)
        }
        let ratio = try error(24) / error(48)
        #expect(ratio > least && ratio < most, "\(ratio)")
    }

    @Test func anErrorEndsTheWay() throws {
        struct Stop: Error {}
        for solver in Solver.allCases {
            var steps = 0
            #expect(throws: Stop.self) {
                try solver.solve(.ones([2]), levels: [4, 3, 2, 1]) { x, _ in
                    x * 0.5
                } step: { number, _ in
                    steps = number
                    if number == 2 { throw Stop() }
                }
            }
            #expect(steps == 2)
        }
        #expect(try Solver.dpm.solve(.ones([2]), levels: [1]) { x, _ in x * 0 }.floats() == [1, 1])
        #expect(try Solver.dpm.solve(.ones([2]), levels: []) { x, _ in x * 0 }.floats() == [1, 1])
    }
}
