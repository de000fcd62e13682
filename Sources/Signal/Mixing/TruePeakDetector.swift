import Glibc

/// Finds how high a signal rises, between its samples too: oversampling to 192 kHz, four-fold at 48 kHz, by a windowed
/// sinc of 49 taps (ITU-R BS.1770-4, annex 2).
struct TruePeakDetector: Sendable {
    /// Taps on each side of the middle one, at the higher rate.
    private static let half = 24

    /// Samples that a value between two samples depends on, on each side.
    let reach: Int
    /// Of the phases between the samples; `taps[p][k]` weighs sample `n - reach + 1 + k`.
    private let taps: [[Float]]
    /// No value between samples exceeds the largest sample by more than this factor.
    let overshoot: Float

    /// - Parameter sampleRate: hertz.
    init(sampleRate: Double) {
        let factor = sampleRate < 96000 ? 4 : sampleRate < 192_000 ? 2 : 1
        let reach = Self.half / factor
        self.reach = reach
        taps = (1..<factor).map { phase in
            (0..<2 * reach).map { tap in
                // From this sample to the value, at the higher rate.
                let distance = Double(phase + (reach - 1 - tap) * factor)
                let argument = distance * Double.pi / Double(factor)
                let window = 0.5 + 0.5 * cos(Double.pi * distance / Double(Self.half))
                return Float(sin(argument) / argument * window)
            }
        }
        overshoot = taps.map { $0.reduce(0) { $0 + abs($1) } }.reduce(1, max)
    }

    /// Raises `peaks[n]` to the largest magnitude at sample `n + reach` of the samples and in the interval after it.
    /// - Parameter samples: `peaks.count + 2 * reach` of them.
    func raise(_ peaks: UnsafeMutableBufferPointer<Float>, by samples: UnsafeBufferPointer<Float>) {
        precondition(samples.count == peaks.count + 2 * reach, "the samples do not fit the peaks")
        for index in peaks.indices { peaks[index] = max(peaks[index], abs(samples[index + reach])) }
        for phase in taps {
            phase.withUnsafeBufferPointer { phase in
                for index in peaks.indices {
                    var value: Float = 0
                    for tap in 0..<2 * reach { value += phase[tap] * samples[index + 1 + tap] }
                    peaks[index] = max(peaks[index], abs(value))
                }
            }
        }
    }
}
