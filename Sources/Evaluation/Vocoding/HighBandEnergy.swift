import Foundation
import Signal

/// The energy of 5 to 12 kHz in resynthesised sound against the real one: where vocoders dull or hiss.
public struct HighBandEnergy: Codable, Sendable, Equatable {
    /// Mean distance of the frames' energies in dB; nothing is quieter than -80 dB of full scale.
    public var distance: Double
    /// All energy over all energy, dB: below 0 is duller.
    public var ratio: Double

    public static let band = 5_000.0...12_000.0

    /// - Parameters: 24 kHz mono, of one length.
    public init(made: [Float], real: [Float]) {
        let energies = (made: Self.energies(made), real: Self.energies(real))
        func decibels(_ energy: Double) -> Double { 10 * log10(energy + 1e-8) }
        let distances = zip(energies.made, energies.real).map { abs(decibels($0) - decibels($1)) }
        distance = distances.reduce(0, +) / Double(max(distances.count, 1))
        ratio = decibels(Self.mean(energies.made)) - decibels(Self.mean(energies.real))
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }

    /// By frames of the Mel front end, as powers of a signal of full scale 1.
    private static func energies(_ samples: [Float]) -> [Double] {
        let frontEnd = MelFrontEnd()
        let spectrum = frontEnd.transform.spectrum(of: samples, padding: frontEnd.padding)
        let width = frontEnd.sampleRate / Double(frontEnd.transform.fftLength)
        let bins = (0..<spectrum.bins).filter { band.contains(Double($0) * width) }
        let window = Window.hann.values(frontEnd.transform.windowLength).reduce(0) { $0 + Double($1 * $1) }
        // Parseval, each bin for itself and its mirror image
        let scale = 2 / (Double(frontEnd.transform.fftLength) * window)
        return (0..<spectrum.frames).map { frame in
            bins.reduce(0) { sum, bin in
                let index = frame * spectrum.bins + bin
                let (x, y) = (Double(spectrum.real[index]), Double(spectrum.imaginary[index]))
                return sum + scale * (x * x + y * y)
            }
        }
    }
}
