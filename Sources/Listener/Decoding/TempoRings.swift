import Foundation

/// The tempi that the bar pointer tells apart, the lengths that a beat may have in each and the price of going from one
/// to another.
struct TempoRings {
    /// Tokens a beat, not whole.
    let periods: [Double]
    /// Whole tokens a beat that occur, in order.
    let lengths: [Int]
    /// For each ring: indices into `lengths` and the log probability of each.
    let choices: [[(length: Int, score: Float)]]
    /// `arrivals[to]`: rings from which a beat may come and the log probability; `departures[from]` likewise.
    let arrivals: [[(ring: Int, score: Float)]]
    let departures: [[(ring: Int, score: Float)]]
    /// Log probability of each ring for the first beat.
    let prior: [Float]

    /// Beats a minute, where the singer says nothing.
    static let range = 50.0...180.0
    /// Ratio of neighbouring tempi.
    private static let ratio = 1.025
    /// The furthest that the tempo goes from beat to beat, natural logarithm.
    private static let furthest = 0.08
    /// How far around a given tempo the singer may drift, and the standard deviation in octaves at the start.
    private static let givenTolerance = 0.03
    private static let givenDeviation = 0.02
    private static let givenRatio = 1.01

    /// - Parameter tempo: beats a minute that the singer fixed: no other is in the rings.
    init(tempo: Double?, weights: DecodingWeights) {
        let slowest = tempo.map { $0 * (1 - Self.givenTolerance) } ?? Self.range.lowerBound
        let fastest = tempo.map { $0 * (1 + Self.givenTolerance) } ?? Self.range.upperBound
        let count = max(Int((log(fastest / slowest) / log(tempo == nil ? Self.ratio : Self.givenRatio)).rounded()), 1)
        let periods = (0...count).map { index in
            60 * Posteriors.rate / (slowest * pow(fastest / slowest, Double(index) / Double(count)))
        }
        self.periods = periods
        let whole = periods.map { period -> [Int] in
            let nearest = Int(period.rounded())
            return [nearest - 1, nearest, nearest + 1].filter { $0 > 1 }
        }
        let lengths = Set(whole.joined()).sorted()
        self.lengths = lengths
        choices = zip(periods, whole).map { period, whole in
            let scores = whole.map { length in
                let deviation = (Double(length) - period) / weights.beatJitter
                return -0.5 * deviation * deviation
            }
            let total = log(scores.reduce(0) { $0 + exp($1) })
            return zip(whole, scores).map { length, score in
                (lengths.firstIndex(of: length) ?? 0, Float(score - total))
            }
        }
        let departures = periods.map { from -> [(ring: Int, score: Float)] in
            let reachable = periods.indices.filter { abs(log(periods[$0] / from)) < Self.furthest }
            let prices = reachable.map { weights.tempoStiffness * abs(log(periods[$0] / from)) }
            let total = log(prices.reduce(0) { $0 + exp(-$1) })
            return zip(reachable, prices).map { ($0, Float(-$1 - total)) }
        }
        self.departures = departures
        arrivals = periods.indices.map { to in
            departures.indices.compactMap { from in
                departures[from].first { $0.ring == to }.map { (from, $0.score) }
            }
        }
        let scores = periods.map { period in
            let centre = tempo ?? weights.commonestTempo
            let width = tempo == nil ? weights.tempoDeviation : Self.givenDeviation
            let deviation = log2(60 * Posteriors.rate / period / centre) / width
            return -0.5 * deviation * deviation
        }
        let total = log(scores.reduce(0) { $0 + exp($1) })
        prior = scores.map { Float($0 - total) }
    }

    var longest: Int { lengths.last ?? 1 }
}
