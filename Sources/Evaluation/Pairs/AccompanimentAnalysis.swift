import Foundation
import Listener
import Music

/// What the measures need to know of an accompaniment; made once, compared often.
public struct AccompanimentAnalysis: Sendable {
    public let seconds: Double
    public let chroma: Chromagram
    /// Which of the 12 pitch classes sound in each 100 ms; none in silence.
    public let tones: [Set<Int>]
    /// Major and minor triads, a frame of `ChordEstimator.step`.
    public let chords: [Chord?]
    /// nil where nothing sounds.
    public let key: Key?
    public let beats: [Double]
    public let onsets: [Double]
    public let rhythm: RhythmTrace

    /// - Parameter samples: 24 kHz mono.
    public init(_ samples: [Float]) {
        seconds = Double(samples.count) / 24_000
        chroma = ChromaAnalysis().chromagram(of: samples)
        let bass = ChromaAnalysis.bass.chromagram(of: samples)
        tones = ToneSets.sets(of: chroma)
        chords = ChordEstimator().chords(chroma: chroma, bass: bass)
        key = KeyJudge.key(tones: tones, bass: bass)
        beats = AccompanimentBeatTracker().track(samples).beats
        let envelope = OnsetEnvelope(of: samples)
        onsets = OnsetPicker().onsets(in: envelope)
        rhythm = RhythmTrace(envelope)
    }
}
