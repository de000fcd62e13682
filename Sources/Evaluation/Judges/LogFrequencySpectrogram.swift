import Foundation
import Signal

/// How loud each pitch is over time: magnitudes of long windows read off at evenly spaced logarithms of frequency.
struct LogFrequencySpectrogram {
    /// Frames by rows from the lowest on, dB under the loudest, never below `floor`: `values[frame * rows + row]`.
    let values: [Float]
    let frames: Int
    let rows: Int

    /// dB
    static let floor: Float = -72
    /// Hertz of the bottom (C2), octaves.
    static let lowest = 65.406
    static let octaves = 7.0
    private static let windowLength = 2048
    private static let fftLength = 4096
    /// dB an octave by which high sounds are lifted, as music falls about so much.
    private static let tilt: Float = 3

    /// - Parameters:
    ///   - samples: 24 kHz mono.
    ///   - hop: samples a frame.
    init(_ samples: [Float], hop: Int, rows: Int) {
        let transform = ShortTimeFourier(windowLength: Self.windowLength, hop: hop, fftLength: Self.fftLength)
        // a short sound is followed by silence
        let filled = samples + [Float](repeating: 0, count: max(Self.fftLength - samples.count, 0))
        let spectrum = transform.spectrum(of: filled, padding: transform.centred)
        let frames = spectrum.frames
        let binsPerHertz = Double(Self.fftLength) / 24_000
        let bins = (0..<rows).map { row -> Double in
            let octave = Self.octaves * (Double(row) + 0.5) / Double(rows)
            return Self.lowest * exp2(octave) * binsPerHertz
        }
        var values = [Float](repeating: Self.floor, count: frames * rows)
        for frame in 0..<frames {
            for (row, bin) in bins.enumerated() {
                let low = min(Int(bin), spectrum.bins - 2)
                let share = Float(bin - Double(low))
                let index = frame * spectrum.bins + low
                let mixed = (1 - share) * Self.power(spectrum, index) + share * Self.power(spectrum, index + 1)
                let octave = Float(Self.octaves) * Float(row) / Float(rows)
                values[frame * rows + row] = 10 * log10(max(mixed, 1e-12)) + Self.tilt * octave
            }
        }
        let loudest = values.max() ?? 0
        self.values = values.map { max($0 - loudest, Self.floor) }
        self.frames = frames
        self.rows = rows
    }

    private static func power(_ spectrum: Spectrum, _ index: Int) -> Float {
        let (real, imaginary) = (spectrum.real[index], spectrum.imaginary[index])
        return real * real + imaginary * imaginary
    }

    /// The row of a frequency, not whole; nil outside.
    static func row(of hertz: Double, rows: Int) -> Double? {
        guard hertz > lowest else { return nil }
        let row = log2(hertz / lowest) / octaves * Double(rows)
        return row < Double(rows) ? row : nil
    }
}
