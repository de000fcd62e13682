import Foundation

/// Moves pitch from the moment that YIN compares to the middle of its frame.
///
/// A frame of `span` samples about its centre compares the first `window` of them with those a period later, which is
/// centred (period - longest period) / 2 samples from the frame's centre: early by up to 8 ms, most for high voices.
struct PitchAlignment {
    /// Samples.
    let longestPeriod: Double

    /// Octaves between frames up to which a pitch is taken to glide; more is another note, or a jump to it.
    private let largestGlide = 0.2

    /// Pitch at the centres of frames, straight between frames on the scale of octaves.
    func aligned(_ hertz: [Float]) -> [Float] {
        /// Frames from its own centre to where a frame's pitch holds: 0 or a little less.
        func offset(_ frame: Int) -> Double {
            (PitchTracker.sampleRate / Double(hertz[frame]) - longestPeriod) / 2 / Double(PitchTracker.hop)
        }
        var aligned = hertz
        for frame in hertz.indices.dropLast() where hertz[frame] > 0 && hertz[frame + 1] > 0 {
            let glide = log2(Double(hertz[frame + 1] / hertz[frame]))
            guard abs(glide) < largestGlide else { continue }
            let way = -offset(frame) / (1 + offset(frame + 1) - offset(frame))
            aligned[frame] = Float(Double(hertz[frame]) * exp2(glide * min(max(way, 0), 1)))
        }
        return aligned
    }
}
