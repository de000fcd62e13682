import Foundation
import Tensors
import Testing

@Suite struct LearningRateScheduleTests {
    @Test func theConstantStays() {
        #expect(LearningRateSchedule.constant(rate: 0.5).rate(step: 1000, progress: 0.9) == 0.5)
    }

    @Test func theCosineRisesAndFalls() {
        let schedule = LearningRateSchedule.cosine(rate: 2, warmup: 4, floor: 0.1)
        #expect(schedule.rate(step: 0, progress: 0) == 0.5)
        #expect(schedule.rate(step: 3, progress: 0) == 2)
        #expect(abs(schedule.rate(step: 100, progress: 0.5) - 2 * 0.55) < 1e-12)
        #expect(abs(schedule.rate(step: 100, progress: 1) - 0.2) < 1e-12)
        #expect(abs(schedule.rate(step: 100, progress: 7) - 0.2) < 1e-12)
        #expect(LearningRateSchedule.cosine(rate: 2, warmup: 0, floor: 0).rate(step: 0, progress: -1) == 2)
    }

    @Test func itIsStoredAndReadAgain() throws {
        let schedule = LearningRateSchedule.cosine(rate: 1e-3, warmup: 100, floor: 0.01)
        let stored = try JSONEncoder().encode(schedule)
        #expect(try JSONDecoder().decode(LearningRateSchedule.self, from: stored) == schedule)
    }
}
