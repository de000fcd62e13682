import CAlsa

/// Records mono through ALSA: the first channel, where a device has several.
public final class AlsaInput: AudioInput {
    /// Half a second holds through a slow disk; 15 ms keep the meter lively.
    private static let timing = AlsaStream.Timing(buffer: 0.5, period: 0.015)

    public var name: String { stream.name }
    public var sampleRate: Double { stream.sampleRate }
    public var xruns: Int { stream.xruns }
    private let stream: AlsaStream
    private var pacer: Pacer
    private var bytes: UnsafeMutableRawBufferPointer

    /// - Throws: `AudioDeviceError`.
    public init(device name: String, sampleRate: Double) throws {
        stream = try AlsaStream.open(name, .capture, sampleRate: sampleRate, channels: 1, timing: Self.timing)
        // What comes without a clock comes no earlier than it is due.
        pacer = Pacer(
            sampleRate: sampleRate, allowance: stream.hasNoClock ? 0 : stream.bufferFrames,
            isNeeded: stream.hasNoClock)
        let frameBytes = stream.channelCount * stream.format.bytesPerSample
        bytes = .allocate(byteCount: stream.bufferFrames * frameBytes, alignment: 16)
        // Some plug-ins start with the first read only; that this one fails then is no matter.
        snd_pcm_start(stream.pcm)
    }

    deinit { bytes.deallocate() }

    /// Opens a device; what a recorder opens unless told otherwise.
    public static let open: OpenInput = { try AlsaInput(device: $0, sampleRate: $1) }

    public var delay: Int { pacer.isNeeded ? 0 : stream.delay ?? 0 }

    public func read(_ samples: UnsafeMutableBufferPointer<Float>) throws {
        precondition(samples.count <= blockLimit, "more than the device's buffer holds")
        let frameBytes = stream.channelCount * stream.format.bytesPerSample
        try stream.move(samples.count) { done in
            let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[(done * frameBytes)...])
            return snd_pcm_readi(stream.pcm, rest.baseAddress, snd_pcm_uframes_t(samples.count - done))
        }
        stream.format.decodeFirst(UnsafeRawBufferPointer(bytes), channels: stream.channelCount, into: samples)
        MonotonicClock.sleep(seconds: pacer.pass(samples.count, at: MonotonicClock.now))
    }

    public var blockLimit: Int { stream.bufferFrames }

    public func close() { stream.drop() }
}
