import Foundation
import Music
import Signal

/// A player's hands: timing that wanders a little, loudness that varies.
struct Touch: Sendable {
    private let stage: Stage
    private var generator: SeededGenerator
    /// Seconds: where the player stands at the moment.
    private var drift = 0.0

    init(stage: Stage, generator: SeededGenerator) {
        self.stage = stage
        self.generator = generator
    }

    mutating func chance(_ probability: Double) -> Bool { generator.uniform() < probability }

    mutating func index(below count: Int) -> Int { generator.uniform(in: 0..<count) }

    /// Timing errors of players are related from note to note: half of the variance wanders.
    private mutating func wander() -> Double {
        let deviation = stage.feel.jitter * 0.5.squareRoot()
        drift = 0.9 * drift + generator.normal(standardDeviation: deviation * (1 - 0.81).squareRoot())
        return min(max(drift + generator.normal(standardDeviation: deviation), -0.014), 0.014)
    }

    /// A note between two positions in beats.
    /// - Parameters:
    ///   - late: seconds after the beat.
    ///   - spread: the standard deviation of velocity.
    mutating func note(
        from: Double, to: Double, pitch: Int, velocity: Double, in bar: Bar, late: Double = 0, spread: Double = 4
    ) -> Note {
        let start = min(max(stage.seconds(at: from) + late + wander(), 0), max(stage.end - 0.03, 0))
        let finish = min(stage.seconds(at: to), stage.end)
        let loudness = velocity * stage.loudness(at: from, in: bar) + generator.normal(standardDeviation: spread)
        return Note(
            start: start, duration: max(finish - start, 0.03), pitch: min(max(pitch, 0), 127),
            velocity: min(max(Int(loudness.rounded()), 15), 127))
    }
}
