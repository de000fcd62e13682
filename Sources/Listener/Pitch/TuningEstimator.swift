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
        let pitches = held.map { Double($0.pitch) }
        let (mean, length) = Self.mean(pitches, weights)
        let cents = Self.likeliest(mean, strength: length * weights.reduce(0, +))
        let sum = weights.reduce(0, +)
        // as many notes as would weigh alike
        let count = sum * sum / weights.reduce(0) { $0 + $1 * $1 }
        let confidence = 1 - exp(-count * length * length)
        return Tuning(
            cents: cents, confidence: confidence,
            drift: held.count >= Self.fewestForDrift ? Self.drift(held, weights, around: cents) : 0)
    }

    /// The tuning to hear notes in: an offset that may as well be chance is none.
    package func heard(_ notes: [SungNote]) -> Tuning {
        var tuning = estimate(notes) ?? Tuning(cents: 0, confidence: 0)
        if tuning.confidence < Self.sure { tuning.cents = 0 }
        return tuning
    }

    /// The likeliest offset: notes lie around it by von Mises' distribution, singers' offsets by a normal one.
    /// - Parameter strength: the sum of the weighted unit vectors of the notes.
    private static func likeliest(_ mean: Double, strength: Double) -> Double {
        func likelihood(_ cents: Double) -> Double {
            let away = (cents - usual) / deviation
            return strength * cos(2 * .pi * (mean - cents) / 100) - away * away / 2
        }
        let steps = Int(Tuning.range.lowerBound * 10)...Int(Tuning.range.upperBound * 10)
        return Double(steps.max { likelihood(Double($0) / 10) < likelihood(Double($1) / 10) } ?? 0) / 10
    }

    /// Cents: the mean of the singers of `data/pairs` and their deviation.
    private static let usual = -8.0
    private static let deviation = 20.0

    /// The mean offset of pitches from the semitones in cents, and how far they agree, 0...1.
    private static func mean(_ pitches: [Double], _ weights: [Double]) -> (cents: Double, length: Double) {
        var (x, y, sum) = (0.0, 0.0, 0.0)
        for (pitch, weight) in zip(pitches, weights) {
            x += weight * cos(2 * .pi * pitch)
            y += weight * sin(2 * .pi * pitch)
            sum += weight
        }
        return (atan2(y, x) / (2 * .pi) * 100, (x * x + y * y).squareRoot() / max(sum, 1e-9))
    }

    /// Cents by which the offsets rise from the first note to the last: the slope of a line through them, robust against notes
    /// that lie elsewhere by the median of the slopes of all pairs (H. Theil, 1950; P. K. Sen, 1968).
    private static func drift(_ notes: [SungNote], _ weights: [Double], around cents: Double) -> Double {
        let offsets = notes.map { note -> Double in
            let off = Double(note.pitch) * 100 - cents
            return off - 100 * (off / 100).rounded()
        }
        guard let first = notes.first, let last = notes.last, last.start > first.start else { return 0 }
        let step = max(notes.count / 150, 1)
        var slopes: [Double] = []
        for low in stride(from: 0, to: notes.count, by: step) {
            for high in stride(from: low + step, to: notes.count, by: step) {
                let distance = notes[high].start - notes[low].start
                // neighbours say little of a slow drift
                if distance > (last.start - first.start) / 4 {
                    slopes.append((offsets[high] - offsets[low]) / distance)
                }
            }
        }
        slopes.sort()
        return slopes.isEmpty ? 0 : slopes[slopes.count / 2] * (last.start - first.start)
    }
}
