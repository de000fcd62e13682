import CAlsa
import Glibc

/// An open ALSA device, configured for interleaved sound and never blocking; what output and input share.
final class AlsaStream {
    /// Seconds.
    struct Timing {
        var buffer: Double
        var period: Double
    }

    /// Seconds without progress after which a device counts as lost.
    private static let patience = 2.0
    /// Milliseconds to sleep at most before looking again.
    private static let waitMilliseconds: Int32 = 100

    let name: String
    let direction: Direction
    let sampleRate: Double
    let channelCount: Int
    let format: SampleFormat
    /// Frames.
    let bufferFrames: Int
    let pcm: OpaquePointer
    private(set) var xruns = 0

    /// - Parameter channels: wanted; capture may get more.
    /// - Throws: `AudioDeviceError`.
    init(name: String, _ direction: Direction, sampleRate: Double, channels: Int, timing: Timing) throws {
        calsa_silence()
        calsa_forget_message()
        let kind = direction == .playback ? SND_PCM_STREAM_PLAYBACK : SND_PCM_STREAM_CAPTURE
        var handle: OpaquePointer?
        // Without NONBLOCK, opening a busy device waits until it is free.
        let code = snd_pcm_open(&handle, name, kind, Int32(SND_PCM_NONBLOCK))
        guard code >= 0, let handle else { throw AudioDeviceError(opening: name, direction, code: code) }
        do {
            let configuration = try AlsaConfiguration(
                of: handle, name: name, direction, sampleRate: sampleRate, channels: channels, timing: timing)
            format = configuration.format
            channelCount = configuration.channelCount
            bufferFrames = configuration.bufferFrames
        } catch {
            snd_pcm_close(handle)
            throw error
        }
        self.name = name
        self.direction = direction
        self.sampleRate = sampleRate
        pcm = handle
    }

    /// Opens a device, through ALSA's converter where the bare hardware does not take the sound as it is.
    static func open(
        _ name: String, _ direction: Direction, sampleRate: Double, channels: Int, timing: Timing
    ) throws -> AlsaStream {
        func open(_ name: String) throws -> AlsaStream {
            try AlsaStream(name: name, direction, sampleRate: sampleRate, channels: channels, timing: timing)
        }
        do {
            return try open(name)
        } catch AudioDeviceError.unsupported where name.hasPrefix("hw:") {
            return try open("plug" + name)
        }
    }

    deinit { snd_pcm_close(pcm) }

    /// Moves some frames: `transfer` gets how many are done and returns what ALSA returned. Comes back when all are
    /// moved, after recovering from one failure in a row.
    /// - Throws: `AudioDeviceError.lost`.
    func move(_ count: Int, transfer: (_ done: Int) -> Int) throws {
        var done = 0
        var hasRecovered = false
        var progress = MonotonicClock.now
        while done < count {
            let moved = transfer(done)
            if moved > 0 {
                done += moved
                hasRecovered = false
                progress = MonotonicClock.now
                continue
            }
            let code = Int32(truncatingIfNeeded: moved)
            if code == 0 || code == -EAGAIN {
                guard MonotonicClock.now - progress < Self.patience else {
                    throw AudioDeviceError.lost(name, reason: "it has not moved for \(Int(Self.patience)) s")
                }
                let ready = snd_pcm_wait(pcm, Self.waitMilliseconds)
                if ready < 0 && ready != -EINTR { try recover(from: ready, &hasRecovered) }
                // Ready and yet nothing moves: look again soon, but do not spin.
                if ready > 0 && code == 0 { MonotonicClock.sleep(seconds: 0.001) }
            } else {
                try recover(from: code, &hasRecovered)
            }
        }
    }

    private func recover(from code: Int32, _ hasRecovered: inout Bool) throws {
        if code == -EPIPE { xruns += 1 }
        guard !hasRecovered, snd_pcm_recover(pcm, code, 1) >= 0 else {
            throw AudioDeviceError.lost(name, reason: AudioDeviceError.reason(code))
        }
        hasRecovered = true
        if direction == .capture { snd_pcm_start(pcm) }
    }

    /// Frames between the program and the air; nil when the device does not say.
    var delay: Int? {
        var frames: snd_pcm_sframes_t = 0
        return snd_pcm_delay(pcm, &frames) >= 0 ? max(frames, 0) : nil
    }

    /// Whether the device is a plug-in that has no clock.
    var hasNoClock: Bool { [SND_PCM_TYPE_FILE, SND_PCM_TYPE_NULL].contains(snd_pcm_type(pcm)) }

    /// Ends the stream at once.
    func drop() { snd_pcm_drop(pcm) }
}
