import Signal

/// Keeps what is steady in a magnitude spectrogram: the harmonic part of a median-filtering separation.
///
/// D. Fitzgerald, "Harmonic/percussive separation using median filtering", DAFx 2010: the median over time keeps
/// tones, the median over frequency keeps strokes; the mask is H^2 / (H^2 + P^2).
public struct HarmonicFilter: Sendable {
    /// Frames of the median over time; odd.
    public var timeSpan = 9
    /// Bins of the median over frequency; odd.
    public var frequencySpan = 17

    public init() {}

    public func apply(to magnitudes: Spectrogram) -> Spectrogram {
        let bands = magnitudes.bands
        var result = magnitudes
        var scratch: [Float] = []
        for frame in 0..<magnitudes.frames {
            let frames = max(frame - timeSpan / 2, 0)...min(frame + timeSpan / 2, magnitudes.frames - 1)
            for band in 0..<bands {
                let value = magnitudes.values[frame * bands + band]
                guard value > 0 else { continue }
                scratch.removeAll(keepingCapacity: true)
                for other in frames { scratch.append(magnitudes.values[other * bands + band]) }
                let harmonic = Self.median(&scratch)
                scratch.removeAll(keepingCapacity: true)
                for other in max(band - frequencySpan / 2, 0)...min(band + frequencySpan / 2, bands - 1) {
                    scratch.append(magnitudes.values[frame * bands + other])
                }
                let percussive = Self.median(&scratch)
                let power = harmonic * harmonic
                let sum = power + percussive * percussive
                result.values[frame * bands + band] = sum > 0 ? value * power / sum : 0
            }
        }
        return result
    }

    /// Insertion sort: the spans are a dozen values, where it beats everything else.
    private static func median(_ values: inout [Float]) -> Float {
        values.withUnsafeMutableBufferPointer { buffer in
            for index in 1..<max(buffer.count, 1) {
                let value = buffer[index]
                var place = index
                while place > 0, buffer[place - 1] > value {
                    buffer[place] = buffer[place - 1]
                    place -= 1
                }
                buffer[place] = value
            }
        }
        return values[values.count / 2]
    }
}
