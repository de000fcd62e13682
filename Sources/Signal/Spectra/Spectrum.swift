import Glibc

/// A short-time Fourier transform: complex values, frame-major, `real[frame * bins + bin]`.
public struct Spectrum: Sendable, Equatable {
    public let frames: Int
    /// FFT length / 2 + 1.
    public let bins: Int
    public var real: [Float]
    public var imaginary: [Float]
    /// Samples from one frame to the next.
    public let hop: Int

    public init(frames: Int, bins: Int, real: [Float], imaginary: [Float], hop: Int) {
        precondition(real.count == frames * bins && imaginary.count == frames * bins, "not frames x bins values")
        self.frames = frames
        self.bins = bins
        self.real = real
        self.imaginary = imaginary
        self.hop = hop
    }

    /// sqrt(re^2 + im^2 + floor), (frames, bins) frame-major.
    /// - Parameter floor: added to the power, so that a loss has a gradient at 0.
    public func magnitude(floor: Float = 0) -> [Float] {
        var magnitudes = [Float](repeating: 0, count: real.count)
        for index in real.indices {
            magnitudes[index] = (real[index] * real[index] + imaginary[index] * imaginary[index] + floor).squareRoot()
        }
        return magnitudes
    }

    /// The magnitudes as a spectrogram of `bins` bands.
    /// - Parameter sampleRate: hertz.
    public func spectrogram(sampleRate: Double, floor: Float = 0) -> Spectrogram {
        Spectrogram(
            frames: frames, bands: bins, values: magnitude(floor: floor), hopSeconds: Double(hop) / sampleRate)
    }
}
