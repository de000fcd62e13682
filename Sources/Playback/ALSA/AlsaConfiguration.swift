import CAlsa
import Glibc

/// Sets a device up and says what it took.
struct AlsaConfiguration {
    let format: SampleFormat
    let channelCount: Int
    /// Frames.
    let bufferFrames: Int

    /// - Throws: `AudioDeviceError.unsupported` or `.failed`.
    init(
        of pcm: OpaquePointer, name: String, _ direction: Direction, sampleRate: Double, channels: Int,
        timing: AlsaStream.Timing
    ) throws {
        func check(_ code: Int32) throws {
            guard code >= 0 else { throw AudioDeviceError.failed(name, reason: AudioDeviceError.reason(code)) }
        }
        func require(_ code: Int32, _ what: @autoclosure () -> String) throws {
            guard code >= 0 else { throw AudioDeviceError.unsupported(name, what: what()) }
        }

        var hardware: OpaquePointer?
        try check(snd_pcm_hw_params_malloc(&hardware))
        defer { snd_pcm_hw_params_free(hardware) }
        try check(snd_pcm_hw_params_any(pcm, hardware))
        try require(
            snd_pcm_hw_params_set_access(pcm, hardware, SND_PCM_ACCESS_RW_INTERLEAVED), "interleaved samples")
        let format = SampleFormat.allCases.first { snd_pcm_hw_params_set_format(pcm, hardware, $0.alsa) >= 0 }
        guard let format else { throw AudioDeviceError.unsupported(name, what: "float, 32-bit or 16-bit samples") }
        var channelCount = UInt32(channels)
        switch direction {
        case .playback:
            try require(snd_pcm_hw_params_set_channels(pcm, hardware, channelCount), "\(channels) channels")
        case .capture:
            try require(snd_pcm_hw_params_set_channels_near(pcm, hardware, &channelCount), "\(channels) channels")
        }
        try require(snd_pcm_hw_params_set_rate(pcm, hardware, UInt32(sampleRate), 0), "\(Int(sampleRate)) Hz")
        // Wishes; the device may round them.
        var buffer = UInt32(timing.buffer * 1e6)
        try check(snd_pcm_hw_params_set_buffer_time_near(pcm, hardware, &buffer, nil))
        var period = UInt32(timing.period * 1e6)
        try check(snd_pcm_hw_params_set_period_time_near(pcm, hardware, &period, nil))
        try check(snd_pcm_hw_params(pcm, hardware))
        var bufferFrames: snd_pcm_uframes_t = 0
        try check(snd_pcm_hw_params_get_buffer_size(hardware, &bufferFrames))
        var periodFrames: snd_pcm_uframes_t = 0
        try check(snd_pcm_hw_params_get_period_size(hardware, &periodFrames, nil))

        var software: OpaquePointer?
        try check(snd_pcm_sw_params_malloc(&software))
        defer { snd_pcm_sw_params_free(software) }
        try check(snd_pcm_sw_params_current(pcm, software))
        // Playback begins when the buffer is full, so it does not run dry at once; recording with the first read.
        let threshold = direction == .playback ? bufferFrames / periodFrames * periodFrames : 1
        try check(snd_pcm_sw_params_set_start_threshold(pcm, software, threshold))
        try check(snd_pcm_sw_params_set_avail_min(pcm, software, periodFrames))
        try check(snd_pcm_sw_params(pcm, software))

        self.format = format
        self.channelCount = Int(channelCount)
        self.bufferFrames = Int(bufferFrames)
    }
}
