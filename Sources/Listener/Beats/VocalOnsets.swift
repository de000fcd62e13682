import Foundation
import Signal

/// How strongly something begins in the voice, one value a Mel frame.
///
/// The sum of three cues, each at most about 1: spectral flux with a maximum filter over neighbouring bands, which
/// keeps vibrato from counting (S. Boeck and G. Widmer, "Maximum filter vibrato suppression for onset detection",
/// DAFx 2013), the start of voicing, and steps of the pitch.
public struct VocalOnsets: Sendable {
    /// Weight of the two pitch cues against the flux.
    public var voicingWeight: Float = 0.5
    public var stepWeight: Float = 0.5

    public init() {}

    /// - Parameters:
    ///   - logMel: natural logarithm of Mel magnitudes, as `MelFrontEnd.logMel` gives.
    ///   - pitch: the track of the same samples.
    /// - Returns: `logMel.frames` values, 0 upwards.
    public func strength(logMel: Spectrogram, pitch: PitchTrack) -> [Float] {
        var strength = SpectralFlux().strength(logMel: logMel)
        let ordered = strength.filter { $0 > 0 }.sorted()
        // The 99th percentile rather than the maximum: one click must not flatten a song.
        let top = ordered.isEmpty ? 0 : ordered[min(ordered.count * 99 / 100, ordered.count - 1)]
        for frame in strength.indices { strength[frame] = top > 0 ? min(strength[frame] / top, 1) : 0 }
        for frame in 1..<max(min(strength.count, pitch.frameCount), 1) where pitch.hertz[frame] > 0 {
            if pitch.hertz[frame - 1] == 0 {
                strength[frame] += voicingWeight
            } else {
                strength[frame] += stepWeight * step(pitch, at: frame)
            }
        }
        return strength
    }

    /// 0...1: a change of pitch by two semitones or more counts fully, below half a semitone nothing.
    private func step(_ pitch: PitchTrack, at frame: Int) -> Float {
        let reach = 3
        guard frame >= reach, frame + reach <= pitch.frameCount else { return 0 }
        let before = ((frame - reach)..<frame).compactMap { pitch.midi(atFrame: $0) }
        let after = (frame..<(frame + reach)).compactMap { pitch.midi(atFrame: $0) }
        guard before.count == reach, after.count == reach else { return 0 }
        let change = abs(after.sorted()[reach / 2] - before.sorted()[reach / 2])
        return change < 0.5 ? 0 : min(change / 2, 1)
    }
}
