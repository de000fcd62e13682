import Foundation
import Listener
import Music

/// How high and how much someone sings.
struct PitchSummary {
    /// MIDI pitches under which lie 2 % of the voiced frames, half of them and 98 %: a slip of the tracker is no range.
    let lowest: Float
    let median: Float
    let highest: Float
    /// 0...1: share of frames that are voiced.
    let voiced: Double

    /// nil where nothing is sung.
    init?(_ track: PitchTrack) {
        let pitches = (0..<track.frameCount).compactMap(track.midi(atFrame:)).sorted()
        guard !pitches.isEmpty else { return nil }
        func quantile(_ share: Double) -> Float { pitches[Int((Double(pitches.count - 1) * share).rounded())] }
        lowest = quantile(0.02)
        median = quantile(0.5)
        highest = quantile(0.98)
        voiced = Double(pitches.count) / Double(track.frameCount)
    }

    /// "A4" for 69.
    static func name(_ midi: Float) -> String {
        let nearest = Int(midi.rounded())
        return "\(PitchClass(nearest))\(nearest / 12 - 1)"
    }

    static func hertz(_ midi: Float) -> Double { Note.hertz(ofPitch: Double(midi)) }
}
