import Foundation

/// What speaks for and against a steady grid, by name: for all grids of some periods, at `phases` phases of the beat.
package struct GridFeatures {
    /// Phases of a beat that are told apart.
    package static let phases = 24

    package let periods: [Double]
    /// Seconds from which phases are counted.
    package let reference: Double
    /// By name; one value a period, the same for all phases.
    package let ofPeriod: [String: [Double]]
    /// By name; (periods, phases).
    package let ofPhase: [String: [Double]]

    /// Shares of a beat at which notes may follow each other.
    private static let distances = [1.0 / 4, 1.0 / 3, 1.0 / 2, 2.0 / 3, 3.0 / 4, 1, 1.5, 2, 3, 4]
    /// Natural logarithm: how far a distance may be off.
    private static let spread = 0.09
    /// Beats a minute that the prior is counted from.
    private static let centre = 100.0

    /// - Parameters:
    ///   - notes: seconds at which sung notes begin in the stretch.
    ///   - tokens: those of the posteriors that belong to the stretch.
    init(_ spectrum: MetricalSpectrum, _ posteriors: Posteriors, notes: [Double], tokens: Range<Int>) {
        periods = spectrum.periods
        reference = spectrum.reference
        var ofPeriod: [String: [Double]] = [:]
        var ofPhase: [String: [Double]] = [:]
        for (coefficient, values) in spectrum.coefficients {
            let name = Self.name(coefficient)
            ofPeriod[name] = values.map(\.magnitude)
            guard coefficient.source != .barPhase, coefficient.harmonic >= 1,
                coefficient.harmonic == coefficient.harmonic.rounded()
            else { continue }
            var (cosine, sine) = ([Double](), [Double]())
            for value in values {
                for phase in 0..<Self.phases {
                    let angle = 2 * .pi * coefficient.harmonic * Double(phase) / Double(Self.phases)
                    cosine.append(value.real * cos(angle) - value.imaginary * sin(angle))
                    sine.append(value.real * sin(angle) + value.imaginary * cos(angle))
                }
            }
            ofPhase[name + ".cos"] = cosine
            if coefficient.source != .beatPhase { ofPhase[name + ".sin"] = sine }
        }
        ofPeriod["tempo"] = Self.heardTempo(posteriors, tokens, periods)
        let octaves = periods.map { log2(60 / $0 / Self.centre) }
        ofPeriod["octave"] = octaves
        ofPeriod["octave2"] = octaves.map { $0 * $0 }
        ofPeriod["fast"] = octaves.map { max($0 - 0.5, 0) }
        ofPeriod["slow"] = octaves.map { max(-$0 - 0.3, 0) }
        for (name, skipped) in [("next", 1), ("second", 2)] {
            let gaps = zip(notes, notes.dropFirst(skipped)).map { max($1 - $0, 1e-3) }
            let scale = 1 / Double(max(notes.count, 1)).squareRoot()
            for share in Self.distances {
                ofPeriod[String(format: "\(name)%.2f", share)] = periods.map { period in
                    gaps.reduce(0) { sum, gap in
                        let off = log(gap / (period * share)) / Self.spread
                        return abs(off) < 5 ? sum + exp(-off * off / 2) : sum
                    } * scale
                }
            }
        }
        self.ofPeriod = ofPeriod
        self.ofPhase = ofPhase
    }

    static func name(_ coefficient: MetricalSpectrum.Coefficient) -> String {
        let source =
            switch coefficient.source {
            case .pulse(let name): name.rawValue
            case .beatPhase: "beatPhase"
            case .barPhase: "barPhase"
            }
        return String(format: "\(source)|%g", coefficient.harmonic)
    }

    /// The mean log posterior of each period's tempo.
    private static func heardTempo(_ posteriors: Posteriors, _ tokens: Range<Int>, _ periods: [Double]) -> [Double] {
        let bins = Posteriors.tempoBins
        var means = [Double](repeating: 0, count: bins)
        let even = log(Float(bins))
        for token in tokens {
            for bin in 0..<bins { means[bin] += Double(max(posteriors.tempo[token * bins + bin] + even, -4)) }
        }
        means = means.map { $0 / Double(max(tokens.count, 1)) }
        return periods.map { period in
            let place = log2(60 / period / Posteriors.lowestTempo) * Double(Posteriors.tempoBinsPerOctave)
            let held = min(max(place, 0), Double(bins - 1))
            let low = min(Int(held), bins - 2)
            let share = held - Double(low)
            return (1 - share) * means[low] + share * means[low + 1]
        }
    }

    /// (periods, phases): what speaks for a period, and how likely each phase is if the period is right, both in nats.
    /// - Parameters:
    ///   - tempo: weights of `ofPeriod`.
    ///   - phase: weights of `ofPhase`.
    func scores(tempo: [String: Double], phase: [String: Double]) -> [Double] {
        var scores = [Double](repeating: 0, count: periods.count * Self.phases)
        for (name, weight) in phase.sorted(by: { $0.key < $1.key }) {
            guard let values = ofPhase[name] else { continue }
            for index in scores.indices { scores[index] += weight * values[index] }
        }
        let periodic = periods.indices.map { row in
            tempo.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * (ofPeriod[$1.key]?[row] ?? 0) }
        }
        for row in periods.indices {
            let own = (row * Self.phases)..<((row + 1) * Self.phases)
            let most = scores[own].max() ?? 0
            let total = most + log(scores[own].reduce(0) { $0 + exp($1 - most) })
            for index in own { scores[index] += periodic[row] - total }
        }
        return scores
    }
}
