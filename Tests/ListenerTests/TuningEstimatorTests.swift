import Listener
import Music
import Signal
import Testing

@Suite struct TuningEstimatorTests {
    private static func notes(cents: Double, spread: Double, drift: Double = 0, count: Int = 40) -> [SungNote] {
        var generator = SeededGenerator(seed: 9)
        return (0..<count).map { index in
            let off = cents + generator.normal(standardDeviation: spread) + drift * Double(index) / Double(count)
            let start = Double(index) * 0.5
            return SungNote(
                start: start, end: start + 0.4, pitch: Float(60 + index * 7 % 12) + Float(off / 100), energy: -20)
        }
    }

    @Test(arguments: [-45.0, -15, 0, 28, 48])
    func anOffsetIsFoundThroughAnAmateursSpread(cents: Double) throws {
        let found = try #require(TuningEstimator().estimate(Self.notes(cents: cents, spread: 15)))
        let off = found.cents - cents
        #expect(abs(off - 100 * (off / 100).rounded()) < 6)
        #expect(found.confidence > 0.9)
    }

    @Test func noTuningIsNoneForSure() throws {
        let found = try #require(TuningEstimator().estimate(Self.notes(cents: 0, spread: 200, count: 12)))
        #expect(found.confidence < 0.9)
        #expect(TuningEstimator().estimate([]) == nil)
    }

    /// A recording that is played lower is heard lower by as much, however its singer scatters and falls.
    @Test(arguments: [-15.0, -35, -45])
    func aLoweredVoiceIsHeardLower(cents: Double) throws {
        func found(_ cents: Double) throws -> Tuning {
            try #require(
                TuningEstimator().estimate(Self.notes(cents: -12 + cents, spread: 25, drift: -28, count: 22)))
        }
        let moved = try found(cents).cents - found(0).cents - cents
        #expect(abs(moved - 100 * (moved / 100).rounded()) < 5)
        #expect(try found(cents).drift < -10)
    }

    @Test func aSlowFallIsTold() throws {
        let found = try #require(TuningEstimator().estimate(Self.notes(cents: 10, spread: 4, drift: -40)))
        #expect(abs(found.drift + 40) < 12)
    }
}
