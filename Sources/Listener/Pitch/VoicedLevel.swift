import Foundation

/// Takes voicing away from frames that are far quieter than the sound around them. What the analysis window reaches over
/// the end of a note, and what a room goes on ringing, is periodic but not sung.
struct VoicedLevel {
    /// Frames on either side that are compared: 85 ms.
    private let reach = 8
    /// dB under the loudest of them at which nobody sings any more.
    private let depth: Float = 30
    /// Samples about the frame's centre whose level counts, and the blocks they are squared in.
    private let window = 384
    private let block = 64

    /// - Parameter hertz: a frame of `PitchTracker.hop` samples each; set to 0 where it is too quiet.
    func silence(_ hertz: inout [Float], samples: [Float]) {
        let levels = levels(samples, frames: hertz.count)
        for frame in hertz.indices where hertz[frame] > 0 {
            let around = levels[max(frame - reach, 0)...min(frame + reach, levels.count - 1)]
            if levels[frame] < (around.max() ?? 0) - depth { hertz[frame] = 0 }
        }
    }

    /// dB, of `window` samples about the centre of each frame.
    private func levels(_ samples: [Float], frames: Int) -> [Float] {
        var sums = [Float](repeating: 0, count: (samples.count + block - 1) / block)
        for (index, sample) in samples.enumerated() { sums[index / block] += sample * sample }
        return (0..<frames).map { frame in
            let first = (frame * PitchTracker.hop + (PitchTracker.hop - window) / 2) / block
            let power = sums[max(first, 0)..<min(first + window / block, sums.count)].reduce(0, +)
            return 10 * log10(power / Float(window) + 1e-12)
        }
    }
}
