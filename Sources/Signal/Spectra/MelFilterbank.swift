import Glibc

/// Triangular filters on the Mel scale of Slaney's Auditory Toolbox (1998), each of unit area in hertz: what
/// librosa.filters.mel computes by default (htk false, norm "slaney").
public struct MelFilterbank: Sendable {
    public let bands: Int
    /// FFT length / 2 + 1.
    public let bins: Int

    /// Only the non-zero run of each triangle is kept: its first bin and its weights.
    let filters: [(first: Int, weights: [Float])]

    /// - Parameters:
    ///   - sampleRate: hertz.
    ///   - lowest: hertz, where the first triangle starts.
    ///   - highest: hertz, where the last triangle ends.
    public init(sampleRate: Double, fftLength: Int, bands: Int, lowest: Double, highest: Double) {
        precondition(bands > 0 && 0 <= lowest && lowest < highest, "a filterbank needs bands over a range of hertz")
        let bins = fftLength / 2 + 1
        let lowestMel = Self.mel(hertz: lowest)
        let step = (Self.mel(hertz: highest) - lowestMel) / Double(bands + 1)
        let corners = (0..<bands + 2).map { Self.hertz(mel: lowestMel + step * Double($0)) }
        self.bands = bands
        self.bins = bins
        filters = (0..<bands).map { band in
            let (left, centre, right) = (corners[band], corners[band + 1], corners[band + 2])
            let row = (0..<bins).map { bin -> Float in
                let hertz = Double(bin) * sampleRate / Double(fftLength)
                let height = min((hertz - left) / (centre - left), (right - hertz) / (right - centre))
                return Float(max(0, height) * 2 / (right - left))
            }
            let first = row.firstIndex { $0 > 0 } ?? 0
            let last = row.lastIndex { $0 > 0 } ?? -1
            return (first, last < first ? [] : Array(row[first...last]))
        }
    }

    /// (frames, bins) -> (frames, bands), both frame-major.
    public func apply(to magnitudes: [Float], frames: Int) -> [Float] {
        precondition(magnitudes.count == frames * bins, "not \(frames) frames of \(bins) bins")
        var output = [Float](repeating: 0, count: frames * bands)
        for (band, filter) in filters.enumerated() {
            for frame in 0..<frames {
                let start = frame * bins + filter.first
                var sum: Float = 0
                for (index, weight) in filter.weights.enumerated() { sum += weight * magnitudes[start + index] }
                output[frame * bands + band] = sum
            }
        }
        return output
    }

    /// The whole matrix, (bands, bins) row-major.
    public var matrix: [Float] {
        var matrix = [Float](repeating: 0, count: bands * bins)
        for (band, filter) in filters.enumerated() {
            for (index, weight) in filter.weights.enumerated() { matrix[band * bins + filter.first + index] = weight }
        }
        return matrix
    }

    /// Linear below 1 kHz (3 Mel per 200 Hz), logarithmic above (27 Mel per factor of 6.4).
    public static func mel(hertz: Double) -> Double {
        hertz < 1000 ? hertz * 3 / 200 : 15 + log(hertz / 1000) * 27 / log(6.4)
    }

    public static func hertz(mel: Double) -> Double {
        mel < 15 ? mel * 200 / 3 : 1000 * exp((mel - 15) * log(6.4) / 27)
    }
}
