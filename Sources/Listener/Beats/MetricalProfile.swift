import Foundation

/// How sung notes lie in a pair of beats: where they begin and how far away the next one begins, in quarters of a beat.
///
/// Counted over the melodies of 325 training songs of POP909 in 4/4 and 2/4, without those that lie loosely on the
/// grid, with every tempo folded into 81 to 163 beats a minute. A pair begins with its stronger beat: the first or
/// third of a bar, or the only one that the data set calls a beat where the tempo was doubled.
struct MetricalProfile: Sendable {
    /// Quarters of a beat to the next note that are told apart; the last stands for anything longer.
    static let distances = 17
    /// Places of a pair of beats.
    static let quarters = 8

    /// `counts[quarter][distance - 1]`, in thousandths of all notes.
    static let counts: [[Double]] = [
        [1.3, 85.3, 4.6, 159.8, 0.2, 21.3, 0.1, 30.8, 0.0, 2.4, 0.0, 12.8, 0.0, 1.6, 0.0, 11.1, 11.6],
        [0.9, 0.5, 0.2, 0.1, 0.1, 0.0, 0.0, 0.0, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.1],
        [3.3, 77.4, 0.3, 23.5, 0.0, 10.6, 0.0, 1.6, 0.1, 2.9, 0.0, 1.0, 0.0, 1.2, 0.0, 0.3, 2.6],
        [3.3, 0.9, 3.1, 0.1, 0.7, 0.0, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.1, 0.0, 0.1, 0.0, 0.2],
        [1.2, 156.3, 0.7, 114.8, 0.1, 2.3, 0.0, 12.0, 0.0, 1.1, 0.0, 2.9, 0.0, 0.2, 0.0, 1.6, 5.4],
        [0.7, 0.4, 1.4, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.1],
        [3.3, 144.2, 0.4, 26.5, 0.1, 16.8, 0.0, 4.9, 0.0, 5.6, 0.0, 1.7, 0.0, 4.5, 0.0, 1.5, 6.1],
        [2.9, 0.1, 0.8, 0.1, 0.3, 0.0, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.2],
    ]

    /// Probability that a note begins on each quarter.
    let positions: [Double]
    /// `next[quarter][distance - 1]`: probability of the distance, given the quarter.
    let next: [[Double]]

    /// - Parameters:
    ///   - flattening: added to every count, thousandths; singers are freer than scores.
    ///   - evenness: 0...1: how far all beats and halves are made alike, where the singer has said which is the beat.
    init(flattening: Double, evenness: Double = 0) {
        let raised = (0..<Self.quarters).map { quarter in
            (0..<Self.distances).map { distance in
                let sum = [0, 2, 4, 6].reduce(0) { $0 + Self.counts[(quarter + $1) % Self.quarters][distance] }
                return (1 - evenness) * Self.counts[quarter][distance] + evenness * sum / 4 + flattening
            }
        }
        let sums = raised.map { $0.reduce(0, +) }
        let total = sums.reduce(0, +)
        positions = sums.map { $0 / total }
        next = zip(raised, sums).map { row, sum in row.map { $0 / sum } }
    }

    /// How well a distance in seconds fits each quarter: the profile's probability, blurred by the singer's spread.
    func fit(distance: Double, beat: Double, spread: Double) -> [Double] {
        let step = beat / 4
        let nearest = distance / step
        let width = spread / step
        var fits = [Double](repeating: 0, count: Self.quarters)
        for quarter in 0..<Self.quarters {
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
