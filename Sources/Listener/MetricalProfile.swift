import Foundation

/// How sung notes lie in the beat: where they begin and how far away the next one begins, in quarters of a beat.
///
/// Counted over the melodies of 86 training songs of POP909 (001 to 100 without those whose notes lie loosely on the
/// grid), with every tempo folded into 81 to 163 beats a minute.
struct MetricalProfile: Sendable {
    /// Quarters of a beat to the next note that are told apart; the last stands for anything longer.
    static let distances = 17

    /// `counts[quarter][distance - 1]`, in thousandths of all notes.
    static let counts: [[Double]] = [
        [2.1, 231.4, 6.8, 284.9, 0.5, 23.6, 0.2, 41.7, 0.1, 3.3, 0.1, 19.1, 0.1, 1.5, 0.1, 13.3, 20.5],
        [1.5, 1.8, 3.1, 0.5, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
        [6.7, 201.2, 0.7, 47.1, 0.3, 32.5, 0.1, 5.6, 0.1, 10.3, 0.1, 3.0, 0.1, 6.5, 0.1, 1.7, 10.9],
        [6.1, 3.3, 4.1, 0.2, 0.9, 0.2, 0.5, 0.1, 0.2, 0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.4],
    ]

    /// Probability that a note begins on each quarter of the beat.
    let positions: [Double]
    /// `next[quarter][distance - 1]`: probability of the distance, given the quarter.
    let next: [[Double]]

    /// - Parameters:
    ///   - flattening: added to every count, thousandths; singers are freer than scores.
    ///   - halvesAlike: makes the beat and its half equal, where the singer has said which of them is the beat.
    init(flattening: Double, halvesAlike: Bool = false) {
        let raised = (0..<4).map { quarter in
            (0..<Self.distances).map { distance in
                let other = halvesAlike ? (quarter + 2) % 4 : quarter
                return (Self.counts[quarter][distance] + Self.counts[other][distance]) / 2 + flattening
            }
        }
        let sums = raised.map { $0.reduce(0, +) }
        let total = sums.reduce(0, +)
        positions = sums.map { $0 / total }
        next = zip(raised, sums).map { row, sum in row.map { $0 / sum } }
    }

    /// How well a distance in seconds fits each quarter: the profile's probability, blurred by the singer's spread.
    func fit(distance: Double, period: Double, spread: Double) -> [Double] {
        let step = period / 4
        let nearest = distance / step
        let width = spread / step
        var fits = [Double](repeating: 0, count: 4)
        for quarter in 0..<4 {
            var sum = 0.0
            let first = max(Int(nearest - 3 * width), 1)
            let last = min(Int(nearest + 3 * width) + 1, Self.distances - 1)
            for count in stride(from: first, through: last, by: 1) {
                let deviation = (nearest - Double(count)) / width
                sum += next[quarter][count - 1] * exp(-0.5 * deviation * deviation)
            }
            if nearest > Double(Self.distances - 1) { sum += next[quarter][Self.distances - 1] / 4 }
            fits[quarter] = sum
        }
        return fits
    }
}
