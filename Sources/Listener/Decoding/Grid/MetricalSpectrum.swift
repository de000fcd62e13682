import Foundation

/// How strongly signals pulse at the harmonics of steady grids: Fourier coefficients at multiples of the beat's frequency, for
/// every period of a beat.
///
/// Phases are counted from a time of reference: a grid whose beat lies at phase p of its period after it shows there.
struct MetricalSpectrum {
    /// Seconds a beat.
    let periods: [Double]
    /// Seconds from which phases are counted.
    let reference: Double
    /// By name, a value a period.
    let coefficients: [Coefficient: [Complex]]

    /// Pulses a beat.
    static let harmonics = [0.25, 0.5, 1, 1.5, 2, 3, 4]

    struct Coefficient: Hashable {
        enum Source: Hashable {
            case pulse(PulseSignal.Name)
            case beatPhase, barPhase
        }
        var source: Source
        /// Pulses a beat; for the phase in a bar, pulses in a bar of four beats.
        var harmonic: Double
    }

    struct Complex: Hashable {
        var real: Double
        var imaginary: Double
        var magnitude: Double { (real * real + imaginary * imaginary).squareRoot() }
    }

    /// - Parameters:
    ///   - tokens: those of the posteriors that belong to the stretch.
    init(_ signals: [PulseSignal], _ posteriors: Posteriors, tokens: Range<Int>, periods: [Double], reference: Double) {
        self.periods = periods
        self.reference = reference
        var coefficients: [Coefficient: [Complex]] = [:]
        for signal in signals {
            let scale = 1 / signal.norm
            for harmonic in Self.harmonics {
                coefficients[Coefficient(source: .pulse(signal.name), harmonic: harmonic)] = periods.map { period in
                    signal.coefficient(at: harmonic / period, reference: reference, scale: scale)
                }
            }
        }
        let scale = 1 / Double(max(tokens.count, 1)).squareRoot()
        for (source, logarithms, parts, harmonics, beats) in [
            (Coefficient.Source.beatPhase, posteriors.beatPhase, Posteriors.beatParts, 1...3, 1.0),
            (.barPhase, posteriors.barPhase, Posteriors.barParts, 1...4, 4.0),
        ] {
            for harmonic in harmonics {
                let phases = Self.phases(logarithms, parts: parts, harmonic: harmonic, tokens: tokens)
                coefficients[Coefficient(source: source, harmonic: Double(harmonic))] = periods.map { period in
                    Self.sum(phases, from: tokens, 2 * .pi * Double(harmonic) / beats / period, reference, scale: scale)
                }
            }
        }
        self.coefficients = coefficients
    }

    /// Sum of v exp(-i omega (t - reference)) over complex values a token, by turning step by step.
    private static func sum(
        _ values: [Complex], from tokens: Range<Int>, _ omega: Double, _ reference: Double, scale: Double
    ) -> Complex {
        let angle = omega * (Posteriors.time(ofToken: tokens.lowerBound) - reference)
        var turn = Complex(real: cos(angle), imaginary: -sin(angle))
        let step = Complex(real: cos(omega / Posteriors.rate), imaginary: -sin(omega / Posteriors.rate))
        var sum = Complex(real: 0, imaginary: 0)
        for value in values {
            sum.real += value.real * turn.real - value.imaginary * turn.imaginary
            sum.imaginary += value.real * turn.imaginary + value.imaginary * turn.real
            turn = Complex(
                real: turn.real * step.real - turn.imaginary * step.imaginary,
                imaginary: turn.real * step.imaginary + turn.imaginary * step.real)
        }
        return Complex(real: sum.real * scale, imaginary: sum.imaginary * scale)
    }

    /// A harmonic of each token's log posterior over the parts of a beat or bar.
    private static func phases(_ logarithms: [Float], parts: Int, harmonic: Int, tokens: Range<Int>) -> [Complex] {
        let angles = (0..<parts).map { 2 * Double.pi * Double(harmonic * $0) / Double(parts) }
        let (cosines, sines) = (angles.map { cos($0) }, angles.map { sin($0) })
        let even = log(Float(parts))
        return tokens.map { token in
            var value = Complex(real: 0, imaginary: 0)
            for part in 0..<parts {
                let ratio = Double(max(logarithms[token * parts + part] + even, -4)) / Double(parts)
                value.real += ratio * cosines[part]
                value.imaginary += ratio * sines[part]
            }
            return value
        }
    }
}
