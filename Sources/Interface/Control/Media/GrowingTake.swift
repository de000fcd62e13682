import Signal
import Synchronization

/// The sound of a job as it grows: only what is new is resampled, measured and drawn, so that the end of a long take costs
/// no more than its beginning. Threads: any, one after the other in the order of the sound.
final class GrowingTake: Sendable {
    /// As far as there is sound.
    struct Sound: Sendable {
        /// By name, at the song's rate.
        var stems: [String: SectionedAudio]
        /// LUFS of all stems together; nil while they are silent.
        var loudness: Double?
        /// Seconds of the song at which it begins.
        var start: Double
    }

    private struct State {
        var streams: [String: ResamplingStream] = [:]
        var stems: [String: SectionedAudio] = [:]
        var meter: LoudnessMeter?
        var start: Double?
    }

    private struct Drawn {
        /// Of all stems together, at their own rate.
        var peaks = PeakPyramid()
        var mel = GrowingMel()
    }

    /// Of the song, hertz.
    private let rate: Double
    private let state = Mutex(State())
    private let drawn = Mutex(Drawn())

    init(rate: Double) { self.rate = rate }

    /// Takes the next sound.
    /// - Parameters:
    ///   - stems: of the take, mono, equally long, right behind those before.
    ///   - start: seconds of the song at which they begin.
    /// - Throws: errors of the resampler and of the meter.
    func append(_ stems: [String: AudioBuffer], from start: Double) throws -> Sound {
        try state.withLock { state in
            let begin = state.start ?? start
            state.start = begin
            for (name, stem) in stems {
                let stream =
                    try state.streams[name] ?? ResamplingStream(Resampler(from: stem.sampleRate, to: rate))
                state.streams[name] = stream
                var samples: [Float] = []
                try stem.mono().withUnsafeBufferPointer { try stream.push($0, into: &samples) }
                let section = AudioBuffer(sampleRate: rate, mono: samples)
                state.stems[name, default: SectionedAudio(AudioBuffer(sampleRate: rate, mono: []))].append(section)
            }
            if let sum = AudioBuffer.sum(stems) {
                let meter = try state.meter ?? LoudnessMeter(channelCount: 1, sampleRate: sum.sampleRate)
                state.meter = meter
                try meter.add(mono: sum.mono())
            }
            return Sound(
                stems: state.stems, loudness: try state.meter?.integrated(), start: begin)
        }
    }

    /// Draws on from what was drawn before.
    /// - Throws: errors of the resampler.
    func picture(with stems: [String: AudioBuffer], start: Double) throws -> Media.Picture? {
        guard let sum = AudioBuffer.sum(stems) else { return nil }
        return try drawn.withLock { drawn in
            drawn.peaks.append(sum.mono())
            try drawn.mel.append(sum.mono(), sampleRate: sum.sampleRate)
            return Media.Picture(
                peaks: drawn.peaks, sampleRate: sum.sampleRate, start: start, mel: drawn.mel.pyramid)
        }
    }
}
