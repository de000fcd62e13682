import Glibc

/// The sum of a plan's strips before the limiter: gain, trim, pan, mute, solo and master gain. Each frame is computed on
/// its own, in the order of the tracks, so it does not matter in which blocks it is asked for.
struct StripSum: Sendable {
    let plan: MixPlan
    /// By track; 0 where it is not to be heard.
    private let gains: [(left: Float, right: Float)]
    private let masterGain: Float

    init(_ plan: MixPlan) {
        self.plan = plan
        gains = zip(plan.tracks, plan.isAudible).map { track, isAudible in
            guard isAudible else { return (0, 0) }
            let strip = track.strip
            let gain = pow(10, (strip.gain + track.trim) / 20)
            let balance = Self.balance(pan: strip.pan)
            return (Float(gain * balance.left), Float(gain * balance.right))
        }
        masterGain = Float(pow(10, plan.master.gain / 20))
    }

    /// Constant power, with unity at the centre: what is panned to one side rises there by up to 3 dB while it vanishes
    /// on the other. The left channel of a stereo track stays left (a balance).
    private static func balance(pan: Double) -> (left: Double, right: Double) {
        let angle = (min(max(pan, -1), 1) + 1) * Double.pi / 4
        // Exact where they matter: a centred strip passes its samples through as they are, a side is silent.
        if pan == 0 { return (1, 1) }
        if pan <= -1 { return (2.0.squareRoot(), 0) }
        if pan >= 1 { return (0, 2.0.squareRoot()) }
        return (2.0.squareRoot() * cos(angle), 2.0.squareRoot() * sin(angle))
    }

    /// Frames from `frame` on, as many as the buffers hold; silence outside the song.
    func write(from frame: Int, left: UnsafeMutableBufferPointer<Float>, right: UnsafeMutableBufferPointer<Float>) {
        left.update(repeating: 0)
        right.update(repeating: 0)
        for (track, gain) in zip(plan.tracks, gains) {
            guard let range = overlap(of: track, from: frame, count: left.count) else { continue }
            let offset = range.lowerBound - frame
            let inside = (range.lowerBound - track.start)..<(range.upperBound - track.start)
            for (channel, output, gain) in [(0, left, gain.left), (track.audio.channelCount - 1, right, gain.right)]
            where gain != 0 {
                track.audio.withSamples(of: channel, in: inside) { place, samples in
                    for index in samples.indices { output[offset + place + index] += samples[index] * gain }
                }
            }
        }
        guard masterGain != 1 else { return }
        for index in left.indices { left[index] *= masterGain }
        for index in right.indices { right[index] *= masterGain }
    }

    /// The track's largest magnitudes within the frames as they enter the sum, before the master gain.
    func peak(ofTrack index: Int, in frames: Range<Int>) -> StereoPeak {
        let track = plan.tracks[index]
        let gain = gains[index]
        guard gain != (0, 0), let range = overlap(of: track, from: frames.lowerBound, count: frames.count) else {
            return StereoPeak()
        }
        let inside = range.lowerBound - track.start..<range.upperBound - track.start
        func magnitude(_ channel: Int) -> Float {
            var largest: Float = 0
            track.audio.withSamples(of: channel, in: inside) { largest = max(largest, StereoPeak.magnitude(of: $1)) }
            return largest
        }
        let left = magnitude(0)
        let right = track.audio.channelCount > 1 ? magnitude(1) : left
        return StereoPeak(left: left * gain.left, right: right * gain.right)
    }

    /// Frames of the song that the track fills; nil when there are none.
    private func overlap(of track: MixPlan.Track, from frame: Int, count: Int) -> Range<Int>? {
        let first = max(frame, track.start, plan.firstFrame)
        let end = min(frame + count, track.start + track.audio.frameCount, plan.frameCount)
        return first < end ? first..<end : nil
    }
}
