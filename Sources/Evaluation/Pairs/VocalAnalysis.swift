import Foundation
import Listener
import Music

/// What the measures need to know of a vocal.
public struct VocalAnalysis: Sendable {
    public let pitch: PitchTrack
    /// By the time each pitch class is sung; nil where nothing is.
    public let key: Key?
    public let rhythm: RhythmTrace

    /// - Parameter samples: 24 kHz mono.
    public init(_ samples: [Float]) {
        pitch = PitchTracker().track(samples)
        var weights = [Double](repeating: 0, count: 12)
        for frame in 0..<pitch.frameCount {
            guard let midi = pitch.midi(atFrame: frame) else { continue }
            weights[PitchClass(Int(midi.rounded())).value] += 1
        }
        key = KeyJudge.key(weights)
        rhythm = RhythmTrace(OnsetEnvelope(of: samples))
    }
}
