import Glibc

/// The log-Mel spectrogram that FastSAG and BigVGAN v1 read and write (chenjianyi/fastsag, BigVGAN/meldataset.py,
/// mel_spectrogram): natural logarithm of the Slaney-Mel magnitudes, floored at 1e-5.
///
/// The defaults are the published ones. A signal of n samples gives n / hop frames, rounded down: the signal is
/// mirrored by (window - hop) / 2 samples on each side and then cut without centring.
///
/// Threads: may be shared; see `FourierTransform`.
public struct MelFrontEnd: Sendable {
    /// Hertz.
    public let sampleRate: Double
    public let transform: ShortTimeFourier
    public let filterbank: MelFilterbank
    public var bands: Int { filterbank.bands }
    /// Samples.
    public var hop: Int { transform.hop }
    /// (window - hop) / 2 mirrored samples on each side.
    public var padding: Padding { .reflect((transform.windowLength - transform.hop) / 2) }

    /// The smallest Mel magnitude; its logarithm is what silence reads as.
    public static let floor: Float = 1e-5
    /// Natural log: models see nothing quieter. Digital silence lies many deviations out and would rule a loss.
    public static let logFloor: Float = -9
    /// Added to the power before the square root.
    public static let powerFloor: Float = 1e-9
    /// The logarithms that `normalised` maps to -1 and 1 (spec_min and spec_max of utils_d.py).
    public static let normalisedRange: ClosedRange<Float> = -12...2

    /// - Parameters:
    ///   - windowLength: samples; also the length of the FFT.
    ///   - highest: hertz, where the last Mel triangle ends.
    public init(
        sampleRate: Double = 24000, windowLength: Int = 1024, hop: Int = 256, bands: Int = 100, lowest: Double = 0,
        highest: Double = 12000
    ) {
        precondition(hop <= windowLength, "a hop of \(hop) leaves gaps between windows of \(windowLength)")
        self.sampleRate = sampleRate
        transform = ShortTimeFourier(windowLength: windowLength, hop: hop)
        filterbank = MelFilterbank(
            sampleRate: sampleRate, fftLength: windowLength, bands: bands, lowest: lowest, highest: highest)
    }

    /// (samples at `sampleRate`) -> (samples / hop, bands), ln(max(Mel magnitude, 1e-5)).
    public func logMel(_ samples: [Float]) -> Spectrogram {
        logMel(transform.spectrum(of: samples, padding: padding))
    }

    /// The same of a spectrum that `transform` gave.
    public func logMel(_ spectrum: Spectrum) -> Spectrogram {
        var values = filterbank.apply(to: spectrum.magnitude(floor: Self.powerFloor), frames: spectrum.frames)
        for index in values.indices { values[index] = logf(max(values[index], Self.floor)) }
        return Spectrogram(
            frames: spectrum.frames, bands: bands, values: values, hopSeconds: Double(hop) / sampleRate)
    }

    /// 2 (x + 12) / 14 - 1: what the diffusion models (utils_d.py, norm_spec).
    public static func normalised(_ logMel: Spectrogram) -> Spectrogram { logMel.map(normalised) }

    public static func normalised(_ value: Float) -> Float {
        (value - normalisedRange.lowerBound) / (normalisedRange.upperBound - normalisedRange.lowerBound) * 2 - 1
    }

    /// The inverse of `normalised` (utils_d.py, denorm_spec).
    public static func denormalised(_ normalised: Spectrogram) -> Spectrogram { normalised.map(denormalised) }

    public static func denormalised(_ value: Float) -> Float {
        (value + 1) / 2 * (normalisedRange.upperBound - normalisedRange.lowerBound) + normalisedRange.lowerBound
    }
}
