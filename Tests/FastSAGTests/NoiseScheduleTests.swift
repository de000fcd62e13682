import FastSAG
import Foundation
import TestSupport
import Testing

@Suite struct NoiseScheduleTests {
    @Test(arguments: [6, 7, 50])
    func levelsAreThoseOfTheReference(count: Int) throws {
        let wanted = try Fixture.load("published/karras-dpm.io")["out.karras_\(count)"].values
        let levels = NoiseSchedule().levels(count)
        #expect(levels.count == count)
        #expect(zip(levels, wanted).allSatisfy { abs($0 - Double($1)) <= 1e-6 * Double($1) })
    }

    /// The published sampler takes one level more than steps asked for, then 0, in single precision.
    @Test func fiftyOneLevelsAreFastSAGsOwn() throws {
        let wanted = try Fixture.load("published/karras-dpm.io")["out.fastsag_sampler_sigmas_50"].values
        let levels = NoiseSchedule().levels(51) + [0]
        #expect(zip(levels, wanted).allSatisfy { abs($0 - Double($1)) <= 1e-5 * Double($1) })
        #expect(wanted.count == levels.count)
    }

    @Test func theEndsAreExact() {
        let schedule = NoiseSchedule(sigmaMin: 0.03, sigmaMax: 20, rho: 5)
        let levels = schedule.levels(12)
        #expect(abs(levels[0] - 20) < 1e-12 && abs(levels[11] - 0.03) < 1e-12)
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 > $1 })
        #expect(abs(schedule.levels(1)[0] - 20) < 1e-12)
        #expect(schedule.levels(0).isEmpty)
    }
}
