import Foundation
import Signal

/// Makes chromagrams from the peaks of a long-window spectrum.
///
/// Each peak counts for the pitch class its interpolated frequency is nearest to, weighted cos^2 by its distance
/// (E. Gomez, "Tonal description of music audio signals", thesis 2006, section 3.4: harmonic pitch class profile).
public struct ChromaAnalysis: Sendable {
    /// Hz that are looked at.
    public var range: ClosedRange<Double>
    /// Median filtering before: keeps what lasts, drops what is struck; see `HarmonicFilter`.
    public var harmonicOnly: Bool
    /// Estimates how far A stands from 440 Hz instead of taking 440.
    public var estimatesTuning: Bool
    /// How much a peak counts.
    public enum Weighting: Sendable {
        /// Its energy, magnitude squared.
        case energy
        /// ln(1 + gain m / mean of the frames' maxima): quiet peaks count almost as much as loud ones.
        case compressed(gain: Float)
    }

    public var weighting = Weighting.compressed(gain: 10)

    /// 24 kHz: 341 ms, 2.9 Hz a bin.
    private static let windowLength = 8_192
    private static let hop = 1_024

    public init(
        range: ClosedRange<Double> = 100...3_000, harmonicOnly: Bool = true, estimatesTuning: Bool = false
    ) {
        self.range = range
        self.harmonicOnly = harmonicOnly
        self.estimatesTuning = estimatesTuning
    }

    /// Bass notes alone.
    public static let bass = ChromaAnalysis(range: 32...220)

    /// - Parameters:
    ///   - samples: mono.
    ///   - sampleRate: Hz; the window is made for 24 kHz.
    public func chromagram(of samples: [Float], sampleRate: Double = 24_000) -> Chromagram {
        let hopSeconds = Double(Self.hop) / sampleRate
        let peaks = peaks(of: samples, sampleRate: sampleRate)
        let loudest = peaks.map { $0.map(\.magnitude).max() ?? 0 }
        let mean = loudest.reduce(0, +) / Float(max(loudest.count { $0 > 0 }, 1))
        let tuning = estimatesTuning ? Self.tuning(peaks.joined()) : 0
        var values = [Float](repeating: 0, count: peaks.count * 12)
        for (frame, found) in peaks.enumerated() where mean > 0 {
            for (midi, magnitude) in found {
                let pitch = midi - tuning
                let nearest = pitch.rounded()
                let weight = pow(cos(.pi * (pitch - nearest)), 2)
                let pitchClass = ((Int(nearest) % 12) + 12) % 12
                let strength =
                    switch weighting {
                    case .energy: (magnitude / mean) * (magnitude / mean)
                    case .compressed(let gain): log1p(gain * magnitude / mean)
                    }
                values[frame * 12 + pitchClass] += Float(weight) * strength
            }
        }
        return Chromagram(values: values, hopSeconds: hopSeconds)
    }

    /// A local maximum of a spectrum: its pitch, also between the semitones, and its magnitude.
    typealias Peak = (midi: Double, magnitude: Float)

    /// The peaks of each frame.
    func peaks(of samples: [Float], sampleRate: Double = 24_000) -> [[Peak]] {
        let transform = ShortTimeFourier(windowLength: Self.windowLength, hop: Self.hop)
        let hertzPerBin = sampleRate / Double(Self.windowLength)
        let first = max(Int(range.lowerBound / hertzPerBin), 2)
        let last = min(Int(range.upperBound / hertzPerBin) + 1, Self.windowLength / 2 - 2)
        let hopSeconds = Double(Self.hop) / sampleRate
        // Two bins more on each side, for the peaks at the edges.
        let spectrum = Self.magnitudes(
            of: samples, transform: transform, bins: (first - 2)...(last + 2), hopSeconds: hopSeconds)
        guard spectrum.frames > 0 else { return [] }
        let filtered = harmonicOnly ? HarmonicFilter().apply(to: spectrum) : spectrum
        return (0..<filtered.frames).map { frame in
            Self.peaks(in: filtered.frame(frame)).map { peak in
                (midi: 69 + 12 * log2((Double(first - 2) + peak.bin) * hertzPerBin / 440), magnitude: peak.magnitude)
            }
        }
    }

    /// Only the bins wanted are kept: a spectrum of a whole song would need hundreds of megabytes.
    private static func magnitudes(
        of samples: [Float], transform: ShortTimeFourier, bins: ClosedRange<Int>, hopSeconds: Double
    ) -> Spectrogram {
        let padded = transform.centred.apply(to: samples)
        let frames = transform.frameCount(samples: padded.count)
        var values: [Float] = []
        values.reserveCapacity(frames * bins.count)
        let block = 64
        for start in stride(from: 0, to: frames, by: block) {
            let count = min(block, frames - start)
            let from = start * transform.hop
            let part = transform.spectrum(
                of: Array(padded[from..<(from + (count - 1) * transform.hop + transform.fftLength)]))
            let magnitudes = part.magnitude()
            for frame in 0..<count {
                values += magnitudes[(frame * part.bins + bins.lowerBound)...(frame * part.bins + bins.upperBound)]
            }
        }
        return Spectrogram(frames: frames, bands: bins.count, values: values, hopSeconds: hopSeconds)
    }

    /// Local maxima with their place between the bins, by the parabola through the logarithms.
    private static func peaks(in frame: ArraySlice<Float>) -> [(bin: Double, magnitude: Float)] {
        let values = Array(frame)
        guard values.count > 4, let highest = values.max(), highest > 0 else { return [] }
        // 60 dB under the frame's loudest bin lie side lobes and rounding, no music.
        let floor = highest * 1e-3
        var found: [(bin: Double, magnitude: Float)] = []
        for bin in 2..<(values.count - 2)
        where values[bin] > floor && values[bin] > values[bin - 1] && values[bin] >= values[bin + 1] {
            let left = log(Double(max(values[bin - 1], 1e-12)))
            let middle = log(Double(values[bin]))
            let right = log(Double(max(values[bin + 1], 1e-12)))
            let curvature = left - 2 * middle + right
            let offset = curvature < 0 ? 0.5 * (left - right) / curvature : 0
            found.append((Double(bin) + min(max(offset, -0.5), 0.5), values[bin]))
        }
        return found
    }

    /// Semitones above A = 440 Hz, -0.5...0.5: the circular mean of the peaks.
    private static func tuning(_ peaks: some Sequence<Peak>) -> Double {
        var cosine = 0.0
        var sine = 0.0
        for (midi, magnitude) in peaks {
            cosine += Double(magnitude) * cos(2 * .pi * midi)
            sine += Double(magnitude) * sin(2 * .pi * midi)
        }
        return cosine == 0 && sine == 0 ? 0 : atan2(sine, cosine) / (2 * .pi)
    }
}
