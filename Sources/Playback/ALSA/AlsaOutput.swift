import CAlsa
import Signal

/// Plays through ALSA.
public final class AlsaOutput: AudioOutput {
    /// 80 ms hold through what else the computer does; 15 ms keep the pointer exact.
    private static let timing = AlsaStream.Timing(buffer: 0.08, period: 0.015)

    public var name: String { stream.name }
    public var sampleRate: Double { stream.sampleRate }
    public var xruns: Int { stream.xruns }
    private let stream: AlsaStream
    private var pacer: Pacer
    private var dither = Dither(bits: 16)
    private var bytes: UnsafeMutableRawBufferPointer

    /// - Parameter name: as ALSA knows the device.
    /// - Throws: `AudioDeviceError`.
    public init(device name: String, sampleRate: Double) throws {
        stream = try AlsaStream.open(name, .playback, sampleRate: sampleRate, channels: 2, timing: Self.timing)
        pacer = Pacer(sampleRate: sampleRate, allowance: stream.bufferFrames, isNeeded: stream.hasNoClock)
        bytes = .allocate(byteCount: stream.bufferFrames * 2 * stream.format.bytesPerSample, alignment: 16)
    }

    deinit { bytes.deallocate() }

    /// Opens a device; what a transport opens unless told otherwise.
    public static let open: OpenOutput = { try AlsaOutput(device: $0, sampleRate: $1) }

    public var delay: Int {
        let ahead = pacer.ahead(at: MonotonicClock.now)
        return pacer.isNeeded ? ahead : stream.delay ?? ahead
    }

    public func write(_ frames: UnsafeBufferPointer<Float>) throws {
        let frameBytes = 2 * stream.format.bytesPerSample
        var first = 0
        while first < frames.count / 2 {
            let count = min(frames.count / 2 - first, stream.bufferFrames)
            let block = UnsafeBufferPointer(rebasing: frames[first * 2..<(first + count) * 2])
            let room = UnsafeMutableRawBufferPointer(rebasing: bytes[..<(count * frameBytes)])
            stream.format.encode(block, into: room, dither: &dither)
            try stream.move(count) { done in
                let rest = UnsafeRawBufferPointer(rebasing: room[(done * frameBytes)...])
                return snd_pcm_writei(stream.pcm, rest.baseAddress, snd_pcm_uframes_t(count - done))
            }
            MonotonicClock.sleep(seconds: pacer.pass(count, at: MonotonicClock.now))
            first += count
        }
    }

    public func close() { stream.drop() }
}
