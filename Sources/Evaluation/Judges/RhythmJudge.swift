import Foundation
import Listener
import Music
import Signal

/// Does the accompaniment play in time? All sound is mono at 24 kHz.
public enum RhythmJudge {
    /// Seconds on each side within which an onset counts as on the beat.
    public static let onsetTolerance = 0.035

    /// The mean onset strength (`SpectralFlux`) of the Mel frames at most 35 ms from a beat, divided by the mean of
    /// all other frames between the first and the last beat. 1: the beats mean nothing to the player. nil where
    /// either side has no frames or nothing begins at all.
    public static func onsetAtBeatRatio(accompaniment: [Float], beats: [Double]) -> Double? {
        guard let first = beats.first, let last = beats.last else { return nil }
        let envelope = OnsetEnvelope(of: accompaniment)
        var near = (sum: 0.0, count: 0)
        var far = (sum: 0.0, count: 0)
        var next = 0
        for (frame, strength) in envelope.values.enumerated() {
            let time = envelope.time(ofFrame: frame)
            guard time >= first - onsetTolerance, time <= last + onsetTolerance else { continue }
            while next + 1 < beats.count, abs(beats[next + 1] - time) <= abs(beats[next] - time) { next += 1 }
            if abs(beats[next] - time) <= onsetTolerance {
                near = (near.sum + Double(strength), near.count + 1)
            } else {
                far = (far.sum + Double(strength), far.count + 1)
            }
        }
        guard near.count > 0, far.count > 0, near.sum + far.sum > 0 else { return nil }
        return (near.sum / Double(near.count)) / (far.sum / Double(far.count))
    }

    /// See `BeatAgreement.fMeasure`.
    public static func beatF(
        estimated: [Double], reference: [Double], tolerance: Double = BeatAgreement.tolerance
    ) -> Double {
        BeatAgreement.fMeasure(estimated: estimated, reference: reference, tolerance: tolerance)
    }

    /// `beatF` with the best of the estimated beats as they are, doubled, and halved on either side.
    public static func beatFAtAnyLevel(estimated: [Double], reference: [Double], tolerance: Double = 0.07) -> Double {
        let between = zip(estimated, estimated.dropFirst()).flatMap { [$0, ($0 + $1) / 2] } + estimated.suffix(1)
        let even = estimated.indices.filter { $0 % 2 == 0 }.map { estimated[$0] }
        let odd = estimated.indices.filter { $0 % 2 == 1 }.map { estimated[$0] }
        return [estimated, between, even, odd].map { beatF(estimated: $0, reference: reference, tolerance: tolerance) }
            .max() ?? 0
    }

    /// `beatF` against the best of what else the reference may be counted as: as it is, doubled, and halved on either side.
    public static func beatFAtAnyOctave(estimated: [Double], reference: [Double], tolerance: Double = 0.07) -> Double {
        let even = reference.indices.filter { $0 % 2 == 0 }.map { reference[$0] }
        let odd = reference.indices.filter { $0 % 2 == 1 }.map { reference[$0] }
        let double = (reference + offbeats(of: reference)).sorted()
        return [reference, double, even, odd]
            .map { beatF(estimated: estimated, reference: $0, tolerance: tolerance) }.max() ?? 0
    }

    /// `beatFAtAnyOctave`, or on the off-beats at the same tempo.
    public static func beatFAtAnyReading(estimated: [Double], reference: [Double], tolerance: Double = 0.07) -> Double {
        max(
            beatFAtAnyOctave(estimated: estimated, reference: reference, tolerance: tolerance),
            beatF(estimated: estimated, reference: offbeats(of: reference), tolerance: tolerance))
    }

    private static func offbeats(of beats: [Double]) -> [Double] {
        zip(beats, beats.dropFirst()).map { ($0 + $1) / 2 }
    }
}
