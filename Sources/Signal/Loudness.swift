import CEbur128
import Glibc

/// Why loudness could not be measured.
public enum LoudnessError: Error, Equatable, CustomStringConvertible {
    case unsupported(channelCount: Int, sampleRate: Double)
    case failed(code: Int)

    public var description: String {
        switch self {
        case .unsupported(let channelCount, let sampleRate):
            "cannot measure the loudness of \(channelCount) channels at \(sampleRate) Hz: "
                + "libebur128 takes 1 to 64 channels and whole rates from 16 to 2822400 Hz"
        case .failed(let code): "measuring loudness failed in libebur128 (error \(code), most likely out of memory)"
        }
    }
}

/// Loudness and peaks after EBU R 128 (ITU-R BS.1770-4, EBU Tech 3341 and 3342), measured by libebur128.
public struct Loudness: Sendable, Equatable {
    /// LUFS, gated; nil when nothing passes the gate of -70 LUFS: silence, or less than 0.4 s.
    public let integrated: Double?
    /// LU; 0 for a signal too short or too quiet to have one (3 s).
    public let range: Double
    /// The largest value between the samples as well, linear, by 4-fold oversampling below 96 kHz.
    public let truePeak: Double
    /// The largest sample, linear.
    public let samplePeak: Double

    /// dBTP; nil for digital silence.
    public var truePeakDecibels: Double? { truePeak > 0 ? 20 * log10(truePeak) : nil }
    /// dBFS; nil for digital silence.
    public var samplePeakDecibels: Double? { samplePeak > 0 ? 20 * log10(samplePeak) : nil }

    /// - Precondition: the samples are finite.
    /// - Throws: `LoudnessError`.
    public init(of buffer: AudioBuffer) throws {
        let channelCount = buffer.channelCount
        let rate = buffer.sampleRate
        guard (1...64).contains(channelCount), (16...2_822_400).contains(rate), rate == rate.rounded() else {
            throw LoudnessError.unsupported(channelCount: channelCount, sampleRate: rate)
        }
        let modes = EBUR128_MODE_I.rawValue | EBUR128_MODE_LRA.rawValue | EBUR128_MODE_TRUE_PEAK.rawValue
        var meter = ebur128_init(UInt32(channelCount), UInt(rate), Int32(modes))
        guard let state = meter else { throw LoudnessError.failed(code: Int(EBUR128_ERROR_NOMEM.rawValue)) }
        defer { ebur128_destroy(&meter) }

        let blockFrames = 8192
        var interleaved = [Float](repeating: 0, count: blockFrames * channelCount)
        for start in stride(from: 0, to: buffer.frameCount, by: blockFrames) {
            let count = min(blockFrames, buffer.frameCount - start)
            for (channel, samples) in buffer.channels.enumerated() {
                for frame in 0..<count { interleaved[frame * channelCount + channel] = samples[start + frame] }
            }
            try Self.check(ebur128_add_frames_float(state, interleaved, count))
        }

        var loudness = 0.0
        try Self.check(ebur128_loudness_global(state, &loudness))
        integrated = loudness.isFinite ? loudness : nil
        var range = 0.0
        try Self.check(ebur128_loudness_range(state, &range))
        self.range = range
        var truePeak = 0.0
        var samplePeak = 0.0
        for channel in 0..<UInt32(channelCount) {
            var peak = 0.0
            try Self.check(ebur128_true_peak(state, channel, &peak))
            truePeak = max(truePeak, peak)
            try Self.check(ebur128_sample_peak(state, channel, &peak))
            samplePeak = max(samplePeak, peak)
        }
        self.truePeak = truePeak
        self.samplePeak = samplePeak
    }

    private static func check(_ status: Int32) throws {
        guard status == 0 else { throw LoudnessError.failed(code: Int(status)) }
    }
}
