import Foundation
import Signal

/// The mean power spectrum of a sound and what its frames say of silence and noise.
struct PowerSummary {
    private(set) var flatness = 0.0
    private(set) var silentShare = 1.0
    private var power: [Double]
    private let hertzPerBin: Double

    private static let windowLength = 2_048

    init(_ samples: [Float], sampleRate: Double, silenceLevel: Float) {
        let transform = ShortTimeFourier(windowLength: Self.windowLength, hop: Self.windowLength / 2)
        hertzPerBin = sampleRate / Double(Self.windowLength)
        power = [Double](repeating: 0, count: transform.bins)
        // Zeros to the end of the last window: a sound shorter than one still has a spectrum.
        let padding = Padding.zeros(Self.windowLength / 2)
        let spectrum = transform.spectrum(
            of: samples + [Float](repeating: 0, count: Self.windowLength / 2), padding: padding)
        guard spectrum.frames > 0 else { return }
        var silent = 0
        var flatnesses = 0.0
        for frame in 0..<spectrum.frames {
            let start = frame * transform.hop - padding.amount
            let inside = samples[max(start, 0)..<max(min(start + Self.windowLength, samples.count), max(start, 0))]
            let square = inside.reduce(Float(0)) { $0 + $1 * $1 } / Float(max(inside.count, 1))
            var sum = 0.0
            var logarithms = 0.0
            for bin in 1..<spectrum.bins {
                let index = frame * spectrum.bins + bin
                let value = Double(
                    spectrum.real[index] * spectrum.real[index] + spectrum.imaginary[index] * spectrum.imaginary[index])
                power[bin] += value
                sum += value
                logarithms += log(value + 1e-20)
            }
            if 10 * log10(square + 1e-20) < silenceLevel {
                silent += 1
            } else if sum > 0 {
                let count = Double(spectrum.bins - 1)
                flatnesses += exp(logarithms / count) / (sum / count)
            }
        }
        let sounding = spectrum.frames - silent
        flatness = sounding > 0 ? flatnesses / Double(sounding) : 0
        silentShare = Double(silent) / Double(spectrum.frames)
    }

    /// Hz below which a share of the energy lies.
    func bandwidth(share: Double) -> Double {
        let total = power.reduce(0, +)
        guard total > 0 else { return 0 }
        var sum = 0.0
        for (bin, value) in power.enumerated() {
            sum += value
            if sum >= share * total { return Double(bin) * hertzPerBin }
        }
        return Double(power.count - 1) * hertzPerBin
    }

    /// Share of the energy above a frequency.
    func share(above hertz: Double) -> Double {
        let total = power.reduce(0, +)
        guard total > 0 else { return 0 }
        let high = power.enumerated().reduce(0.0) { Double($1.offset) * hertzPerBin > hertz ? $0 + $1.element : $0 }
        return high / total
    }
}
