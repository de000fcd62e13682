import Foundation
import Signal
import Tensors

/// Tells the decoder where the phases of a pitch's harmonics are, which SING as published has to carry from frame to
/// frame in its embeddings. Not in the paper: it lets a small network hold its pitch.
///
/// The last layer's filters come in pairs, cosine and sine of a band. Before it, what the layers say of each band turns
/// with the phase of the harmonic next to the band's centre; so layers say amplitudes, which change slowly. Four numbers
/// a band: a complex amplitude for the harmonic, weighted by how near it is, so that layers say a spectral envelope and
/// pitches that were never heard have it too; a real one for what the weight takes away; and one for noise, whose phases
/// are drawn once.
public struct Carrier: Sendable {
    public struct Sizes: Codable, Sendable, Equatable {
        /// MIDI, of pitch number 0.
        public var lowestPitch: Int
        /// From 0 Hz up, `narrow` bins of the filters' length apart: half the width of their window's main lobe.
        public var narrowBands: Int
        /// Above them, twice as far apart.
        public var wideBands: Int

        public init(lowestPitch: Int, narrowBands: Int, wideBands: Int) {
            self.lowestPitch = lowestPitch
            self.narrowBands = narrowBands
            self.wideBands = wideBands
        }

        public var bands: Int { narrowBands + wideBands }
    }

    /// Bins of the discrete Fourier transform between narrow bands.
    private static let narrow = 2.0
    /// Numbers that the layers say for each band.
    static let numbers = 4
    private static let noiseSeed: UInt64 = 1810_09785

    let bands: Int
    /// Turns a frame of what each pitch's bands carry, (pitches, bands).
    private let turns: Tensor
    /// How much of each pitch's harmonics the bands carry, (pitches, bands).
    private let comb: Tensor
    /// Cosine and sine of the noise's phases, (frames, bands).
    private let noise: (cosine: Tensor, sine: Tensor)

    /// - Parameters:
    ///   - pitches: how many.
    ///   - frames: after how many the noise's phases begin again.
    package init(
        _ sizes: Sizes, pitches: Int, frames: Int, kernel: Int, stride: Int, sampleRate: Double, device: Device
    ) {
        bands = sizes.bands
        let centres = Self.centres(sizes, kernel: kernel, sampleRate: sampleRate)
        var turns: [Float] = []
        var comb: [Float] = []
        for pitch in 0..<pitches {
            let fundamental = 440 * exp2(Double(sizes.lowestPitch + pitch - 69) / 12)
            for (band, centre) in centres.enumerated() {
                let spacing = (band < sizes.narrowBands ? 1 : 2) * Self.narrow * sampleRate / Double(kernel)
                let harmonic = max((centre / fundamental).rounded(), 1) * fundamental
                let nearness = max(0, 1 - abs(harmonic - centre) / spacing)
                let carried = nearness > 0 && harmonic < sampleRate / 2 ? harmonic : centre
                let advance = carried * Double(stride) / sampleRate
                turns.append(Float(advance - advance.rounded(.down)))
                comb.append(harmonic < sampleRate / 2 ? Float(nearness) : 0)
            }
        }
        self.turns = Tensor(turns, shape: [pitches, bands], device: device)
        self.comb = Tensor(comb, shape: [pitches, bands], device: device)
        var generator = SeededGenerator(seed: Self.noiseSeed)
        let phases = (0..<bands * frames).map { _ in Float(2 * Double.pi * generator.uniform()) }
        let drawn = Tensor(phases, shape: [frames, bands], device: device)
        noise = (drawn.cos(), drawn.sin())
    }

    /// Of the bands, in Hertz.
    static func centres(_ sizes: Sizes, kernel: Int, sampleRate: Double) -> [Double] {
        let bin = sampleRate / Double(kernel)
        let narrowEnd = Double(sizes.narrowBands) * narrow
        return (0..<sizes.bands).map { band in
            let wide = Double(band - sizes.narrowBands)
            return bin * (wide < 0 ? (Double(band) + 1) * narrow : narrowEnd + (wide + 1) * 2 * narrow)
        }
    }

    /// Filters that are cosine and minus sine of the bands about their middle: real parts first, then imaginary ones.
    package static func filters(_ sizes: Sizes, kernel: Int, sampleRate: Double, scale: Double) -> [Float] {
        let centres = centres(sizes, kernel: kernel, sampleRate: sampleRate)
        return [0.0, 0.25].flatMap { quarter in
            centres.flatMap { centre in
                (0..<kernel).map { sample in
                    let turn = centre * Double(sample - kernel / 2) / sampleRate + quarter
                    return Float(scale * cos(2 * .pi * turn))
                }
            }
        }
    }

    /// (B, T, 4 bands) -> (B, T, 2 bands)
    /// - Parameters:
    ///   - pitches: of the batch, numbers from 0, (B).
    ///   - times: numbers of the frames, counted from the note's beginning.
    package func callAsFunction(_ x: Tensor, pitches: Tensor, times: [Int]) -> Tensor {
        let parts = x.split(Self.numbers, dimension: -1)
        // (B, 1, bands)
        let comb = comb.rows(pitches).unsqueezed(1)
        let turns = turns.rows(pitches).unsqueezed(1)
        let moments = Tensor(times.map(Float.init), shape: [1, times.count, 1], device: x.device)
        let phase = (turns * (2 * Double.pi)) * moments
        let (cosine, sine) = (phase.cos(), phase.sin())
        let period = noise.cosine.size(0)
        let drawn = Tensor(times.map { $0 % period }, shape: [times.count], device: x.device)
        let real = parts[0] * comb + parts[2]
        let imaginary = parts[1] * comb
        return .concatenated(
            [
                real * cosine - imaginary * sine + parts[3] * noise.cosine.rows(drawn),
                real * sine + imaginary * cosine + parts[3] * noise.sine.rows(drawn),
            ], dimension: -1)
    }
}
