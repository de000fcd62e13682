import Foundation
import Music

/// How far a voice lies from A = 440 Hz: the circular mean of where its held notes lie between semitones.
///
/// Notes of an amateur scatter by a quarter of a tone and more; what they have in common is the tuning. Rayleigh's test says
/// how likely so much agreement would be without one (N. I. Fisher, "Statistical Analysis of Circular Data", 1993, 4.3).
package struct TuningEstimator {
    /// Seconds from which a note is held long enough to be heard as a pitch, and up to which it counts more by its length.
    private static let shortest = 0.12
    private static let longest = 1.0
    /// Probability from which an offset counts; under it 440 is as likely.
    private static let sure = 0.5
    /// Notes that must be heard before their slow rise or fall is told.
    private static let fewestForDrift = 12

    package init() {}

    /// - Returns: nil without held notes.
    package func estimate(_ notes: [SungNote]) -> Tuning? {
        let held = notes.filter { $0.duration >= Self.shortest }
        guard !held.isEmpty else { return nil }
        let weights = held.map { min($0.duration, Self.longest).squareRoot() }
        let sum = weights.reduce(0, +)
        // as many notes as would weigh alike
        let count = sum * sum / weights.reduce(0) { $0 + $1 * $1 }
        let drifts =
            held.count < Self.fewestForDrift ? [0] : Array(stride(from: -Self.steepest, through: Self.steepest, by: 2))
        let lines = drifts.map { Self.line(held, weights, drift: $0) }
        guard let best = lines.max(by: { $0.likelihood < $1.likelihood }) else { return nil }
        return Tuning(
            cents: best.cents, confidence: 1 - exp(-count * best.length * best.length), drift: best.drift)
    }

    /// The tuning to hear notes in: an offset that may as well be chance is none.
    package func heard(_ notes: [SungNote]) -> Tuning {
        var tuning = estimate(notes) ?? Tuning(cents: 0, confidence: 0)
        if tuning.confidence < Self.sure { tuning.cents = 0 }
        return tuning
    }

    /// The likeliest line of some drift through the notes (Fisher, 6.4): they lie around it by von Mises' distribution, offsets
    /// and drifts of singers around their means by normal ones.
    private static func line(
        _ notes: [SungNote], _ weights: [Double], drift: Double
    ) -> (cents: Double, drift: Double, length: Double, likelihood: Double) {
        let (mean, length) = mean(notes.relative(to: Tuning(cents: 0, drift: drift)), weights)
        let strength = length * weights.reduce(0, +)
        func likelihood(_ cents: Double) -> Double {
            let (away, steep) = ((cents - usual) / deviation, drift / usualDrift)
            return strength * cos(2 * .pi * (mean - cents) / 100) - (away * away + steep * steep) / 2
        }
        let steps = Int(Tuning.range.lowerBound * 10)...Int(Tuning.range.upperBound * 10)
        let best = steps.map { Double($0) / 10 }.max { likelihood($0) < likelihood($1) } ?? 0
        return (best, drift, length, likelihood(best))
    }

    /// Cents: the mean of the singers of `data/pairs`; their deviation is 20, and who sings without a band lies further off.
    private static let usual = -8.0
    private static let deviation = 30.0
    /// Cents: the deviation of drifts, and the steepest one that is heard.
    private static let usualDrift = 30.0
    private static let steepest = 60.0

    /// The mean offset of notes from the semitones in cents, and how far they agree, 0...1.
    private static func mean(_ notes: [SungNote], _ weights: [Double]) -> (cents: Double, length: Double) {
        var (x, y, sum) = (0.0, 0.0, 0.0)
        for (pitch, weight) in zip(notes.map { Double($0.pitch) }, weights) {
            x += weight * cos(2 * .pi * pitch)
            y += weight * sin(2 * .pi * pitch)
            sum += weight
        }
        return (atan2(y, x) / (2 * .pi) * 100, (x * x + y * y).squareRoot() / max(sum, 1e-9))
    }
}
