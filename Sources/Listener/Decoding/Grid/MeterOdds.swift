import Foundation

/// What the rhythm of sung notes says of the metre: how strongly their beginnings, and long notes among them, pulse at
/// multiples of the beat and of the bar (J. Brown, "Determination of the meter of musical scores by autocorrelation", 1993,
/// with Fourier coefficients instead).
///
/// Both are logistic regressions with even priors, fitted on melodies of `data/leadsheets` sung with human timing; see
/// Sources/Training/RUNS.md.
package struct MeterOdds {
    private let notes: PulseSignal?
    private let long: PulseSignal?

    /// - Parameter signals: see `PulseSignal.all`.
    package init(_ signals: [PulseSignal]) {
        notes = signals.first { $0.name == .notes }
        long = signals.first { $0.name == .long }
    }

    /// Log odds of three beats a bar against four.
    /// - Parameter period: seconds of a beat.
    package func three(period: Double) -> Double {
        let pulses = [1.0 / 3, 2.0 / 3, 1.0 / 2, 1.0 / 4, 3.0 / 4]
        return Self.sum(
            -1.022, strengths(long, pulses, period), [1.786, 0.665, -1.166, -0.325, -0.393],
            strengths(notes, pulses, period), [2.865, 0.711, -0.663, -1.001, -1.408])
    }

    /// Log odds of dotted beats of some length, divided in three, against beats divided in two.
    package func dotted(period: Double) -> Double {
        let pulses = [0.5, 1, 1.5, 2, 3, 4, 6]
        return Self.sum(
            -3.386, strengths(notes, pulses, period), [0.2, -1.253, -0.69, -0.381, 1.025, -1.328, 0.566],
            strengths(long, pulses, period), [0.813, 1.399, -1.351, 0.446, 0.01, 1.056, -0.961])
    }

    /// The dotted beat that is likelier than its beats divided in two, if there is one, as multiples of a beat that was heard.
    /// - Parameter ratios: the multiples to choose from.
    package func dottedBeat(period: Double, ratios: [Double]) -> Double? {
        let possible = ratios.filter { Self.dottedPeriods.contains(period * $0) }
        let odds = possible.map { dotted(period: period * $0) }
        guard let best = odds.indices.max(by: { odds[$0] < odds[$1] }), odds[best] > Self.least else { return nil }
        return possible[best]
    }

    /// Seconds that a dotted beat may have.
    private static let dottedPeriods = 0.5...1.7
    /// Over what one in fifty of the simple songs of `data/pairs` would pass for compound.
    private static let least = 1.5

    /// A beat's phase, among some, on which notes and long ones fall most.
    package func origin(among origins: [Double], period: Double) -> Double? {
        func weight(_ origin: Double) -> Double {
            [notes, long].compactMap { $0 }.reduce(0) {
                $0 + $1.coefficient(at: 1 / period, reference: origin, scale: 1).real
            }
        }
        return origins.max { weight($0) < weight($1) }
    }

    /// How far pulses of a signal agree at multiples of the beat's frequency: 0 to the root of their number.
    private func strengths(_ signal: PulseSignal?, _ pulses: [Double], _ period: Double) -> [Double] {
        guard let signal else { return pulses.map { _ in 0 } }
        let scale = 1 / signal.norm
        return pulses.map { signal.coefficient(at: $0 / period, reference: 0, scale: scale).magnitude }
    }

    private static func sum(
        _ bias: Double, _ first: [Double], _ weights: [Double], _ second: [Double], _ others: [Double]
    ) -> Double {
        zip(first + second, weights + others).reduce(bias) { $0 + $1.0 * $1.1 }
    }
}
