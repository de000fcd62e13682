import CKissFFT

/// The short-time Fourier transform and its least-squares inverse, with torch.stft's conventions (center false; a
/// window shorter than the transform stands in its middle).
///
/// Threads: may be shared; see `FourierTransform`.
public struct ShortTimeFourier: Sendable {
    /// Samples.
    public let windowLength: Int
    /// Samples.
    public let hop: Int
    /// Samples.
    public let fftLength: Int
    public var bins: Int { fftLength / 2 + 1 }

    private let transform: FourierTransform
    /// `fftLength` values.
    private let window: [Float]

    /// - Parameter fftLength: the window's length unless given; even, and no shorter than the window.
    public init(windowLength: Int, hop: Int, fftLength: Int? = nil, window: Window = .hann) {
        let fftLength = fftLength ?? windowLength
        precondition(windowLength > 0 && hop > 0, "window and hop must be positive")
        precondition(fftLength >= windowLength, "an FFT of \(fftLength) cannot hold a window of \(windowLength)")
        self.windowLength = windowLength
        self.hop = hop
        self.fftLength = fftLength
        transform = FourierTransform(length: fftLength)
        var centred = [Float](repeating: 0, count: fftLength)
        let offset = (fftLength - windowLength) / 2
        for (index, value) in window.values(windowLength).enumerated() { centred[offset + index] = value }
        self.window = centred
    }

    /// Half a transform on each side, mirrored: torch.stft's and librosa's center = true.
    public var centred: Padding { .reflect(fftLength / 2) }

    /// How many frames a signal of so many samples has; 0 if it does not fill one.
    public func frameCount(samples: Int, padding: Padding = .none) -> Int {
        let padded = samples + 2 * padding.amount
        return samples == 0 || padded < fftLength ? 0 : (padded - fftLength) / hop + 1
    }

    /// (samples) -> (frames, bins).
    public func spectrum(of samples: [Float], padding: Padding = .none) -> Spectrum {
        let frames = frameCount(samples: samples.count, padding: padding)
        let padded = padding.apply(to: samples)
        let bins = bins
        var real = [Float](repeating: 0, count: frames * bins)
        var imaginary = real
        transform.withPlan { plan in
            for frame in 0..<frames {
                let start = frame * hop
                for index in 0..<fftLength { plan.time[index] = padded[start + index] * window[index] }
                plan.forward()
                let row = frame * bins
                for bin in 0..<bins {
                    real[row + bin] = plan.frequency[bin].r
                    imaginary[row + bin] = plan.frequency[bin].i
                }
            }
        }
        return Spectrum(frames: frames, bins: bins, real: real, imaginary: imaginary, hop: hop)
    }

    /// The signal whose transform is nearest to the given one in the least-squares sense: windowed overlap-add over
    /// the sum of squared windows (Griffin & Lim 1984, equation 6). Samples that no window reaches are 0.
    /// - Parameters:
    ///   - padding: what `spectrum(of:padding:)` put around the signal; taken off again.
    ///   - length: samples wanted; what the frames cover unless given.
    public func samples(from spectrum: Spectrum, padding: Padding = .none, length: Int? = nil) -> [Float] {
        precondition(spectrum.bins == bins, "a spectrum of \(spectrum.bins) bins for a transform of \(bins)")
        guard spectrum.frames > 0 else { return [Float](repeating: 0, count: length ?? 0) }
        let covered = (spectrum.frames - 1) * hop + fftLength
        var sum = [Float](repeating: 0, count: covered)
        var weight = sum
        transform.withPlan { plan in
            for frame in 0..<spectrum.frames {
                let row = frame * bins
                for bin in 0..<bins {
                    plan.frequency[bin] = kiss_fft_cpx(r: spectrum.real[row + bin], i: spectrum.imaginary[row + bin])
                }
                plan.inverse()
                let start = frame * hop
                for index in 0..<fftLength {
                    sum[start + index] += plan.time[index] * window[index]
                    weight[start + index] += window[index] * window[index]
                }
            }
        }
        let length = length ?? max(covered - 2 * padding.amount, 0)
        return (0..<length).map { index in
            let position = index + padding.amount
            guard position < covered, weight[position] > 1e-8 else { return 0 }
            return sum[position] / weight[position]
        }
    }
}
