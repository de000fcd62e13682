import CEbur128

/// Integrated loudness after EBU R 128 of sound that comes piece by piece, measured by libebur128. Not for several threads.
public final class LoudnessMeter {
    private let channelCount: Int
    private var state: UnsafeMutablePointer<ebur128_state>?

    /// - Parameter sampleRate: hertz.
    /// - Throws: `LoudnessError`.
    public init(channelCount: Int, sampleRate: Double) throws {
        guard (1...64).contains(channelCount), (16...2_822_400).contains(sampleRate),
            sampleRate == sampleRate.rounded()
        else { throw LoudnessError.unsupported(channelCount: channelCount, sampleRate: sampleRate) }
        self.channelCount = channelCount
        state = ebur128_init(UInt32(channelCount), UInt(sampleRate), Int32(EBUR128_MODE_I.rawValue))
        guard state != nil else { throw LoudnessError.failed(code: Int(EBUR128_ERROR_NOMEM.rawValue)) }
    }

    deinit { ebur128_destroy(&state) }

    /// - Parameter mono: the next samples, finite; of the only channel.
    /// - Precondition: there is one channel.
    public func add(mono: [Float]) throws {
        precondition(channelCount == 1, "a mono sound for a meter of several channels")
        let status = ebur128_add_frames_float(state, mono, mono.count)
        guard status == 0 else { throw LoudnessError.failed(code: Int(status)) }
    }

    /// LUFS of all that came, gated; nil where nothing passes the gate, or less than 0.4 s came.
    public func integrated() throws -> Double? {
        var loudness = 0.0
        let status = ebur128_loudness_global(state, &loudness)
        guard status == 0 else { throw LoudnessError.failed(code: Int(status)) }
        return loudness.isFinite ? loudness : nil
    }
}
