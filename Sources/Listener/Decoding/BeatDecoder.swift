import Foundation
import Music

/// Finds beats in posteriors by the bar pointer, together with what sung notes say; see `BarPointer`.
///
/// What the singer fixed limits the paths: a tempo the rings, a metre the bars, a first downbeat where a bar begins.
package struct BeatDecoder {
    private let weights: DecodingWeights

    /// Seconds of a recording that are asked at once how sure the beats are.
    private static let window = 40.0
    /// Standard deviation of a beat's evidence and of the change of a beat's length, seconds.
    private static let spread = 0.02
    private static let drift = 0.002
    /// Probability from which the peak of the beats' activation says where a beat is.
    private static let clearBeat: Float = 0.3
    /// Share of evenness in how the notes' profile is read once the singer has fixed a beat; as `BeatTracker`'s.
    private static let evenness = 0.5
    private static let flattening = 0.5

    package init(weights: DecodingWeights = .init()) { self.weights = weights }

    /// - Parameters:
    ///   - notes: in order.
    ///   - band: 0...1: how far a band is heard beside the voice; then notes say little.
    ///   - duration: seconds that the beats shall cover.
    ///   - constraints: tempo, firstDownbeat and meter are obeyed.
    package func decode(
        _ posteriors: Posteriors, notes: [SungNote], band: Double, duration: Double, constraints: ListeningConstraints
    ) -> BeatTrack {
        let evidence = TokenEvidence(posteriors, weights)
        guard evidence.tokens > 0, duration > 0 else { return BeatTrack(beats: [], confidence: 0) }
        let rings = TempoRings(tempo: constraints.tempo, weights: weights)
        let meters = constraints.meter.map { [BarPlace.heard($0)] } ?? [3, 4]
        let places = BarPlace.all(meters)
        let start = places.map { place -> Float in
            let share = meters.count == 1 ? 1 : place.meter == 3 ? weights.threes : 1 - weights.threes
            return Float(log(share / Double(place.meter)))
        }
        let pin = constraints.firstDownbeat.map { Int(($0 * Posteriors.rate - 0.5).rounded()) }
        let heard = noteEvidence(
            notes, duration: duration, lengths: rings.lengths, weight: weights.notes * (1 - band), isPinned: pin != nil)
        let path = BarPointer(
            BeatLikelihood(evidence, rings: rings, places: places, notes: heard, pin: pin), start: start
        ).path()
        let confidence = sureness(
            of: path, evidence: evidence, rings: rings, places: places, notes: heard, pin: pin, start: start)
        let coarse = path.filter { $0.token >= 0 }.map { Posteriors.time(ofToken: $0.token) }
        let anchor = pin.flatMap { (0..<evidence.tokens).contains($0) ? constraints.firstDownbeat : nil }
        let onsets = clearBeats(posteriors, near: path) + (band < 0.5 ? notes.map(\.start) : [])
        let (beats, _) = BeatSmoother(drift: Self.drift, spread: Self.spread, parts: 2).smooth(
            coarse, onsets: onsets.sorted(), anchor: anchor, duration: duration)
        return BeatTrack(beats: beats, confidence: confidence)
    }

    private func noteEvidence(
        _ notes: [SungNote], duration: Double, lengths: [Int], weight: Double, isPinned: Bool
    ) -> [NoteEvidence] {
        guard weight > 0.01 else { return [] }
        let profile = MetricalProfile(flattening: Self.flattening, evenness: isPinned ? Self.evenness : 0)
        return notes.indices.map { index in
            let next = index + 1 < notes.count ? notes[index + 1].start : duration
            return NoteEvidence(
                onset: notes[index].start, distance: max(next - notes[index].start, 0), lengths: lengths,
                profile: profile, weight: weight)
        }
    }

    /// Times of the activation's peaks at the beats of a path, between tokens by the parabola through the peak's
    /// logarithms (as in the estimation of sinusoids: J. O. Smith and X. Serra, "PARSHL", 1987).
    private func clearBeats(_ posteriors: Posteriors, near path: [BarPointer.Beat]) -> [Double] {
        path.compactMap { beat in
            let nearby = max(beat.token - 2, 1)...max(min(beat.token + 2, posteriors.tokens - 2), 1)
            guard posteriors.tokens > 2, beat.token >= 0,
                let peak = nearby.max(by: { posteriors.beats[$0] < posteriors.beats[$1] }),
                posteriors.beats[peak] >= Self.clearBeat
            else { return nil }
            let (left, middle, right) = (
                log(max(posteriors.beats[peak - 1], 1e-4)), log(posteriors.beats[peak]),
                log(max(posteriors.beats[peak + 1], 1e-4))
            )
            let bend = left - 2 * middle + right
            let shift = bend < 0 ? min(max(0.5 * (left - right) / bend, -0.5), 0.5) : 0
            return Posteriors.time(ofToken: peak) + Double(shift) / Posteriors.rate
        }
    }

    /// The mean probability of the path's beats among all paths, window by window so that memory stays bounded.
    private func sureness(
        of path: [BarPointer.Beat], evidence: TokenEvidence, rings: TempoRings, places: [BarPlace],
        notes: [NoteEvidence], pin: Int?, start: [Float]
    ) -> Double {
        let windows = max(Int((Double(evidence.tokens) / Posteriors.rate / Self.window).rounded()), 1)
        var masses: [Double] = []
        for window in 0..<windows {
            let range = (evidence.tokens * window / windows)..<(evidence.tokens * (window + 1) / windows)
            guard !range.isEmpty else { continue }
            let inside = path.filter { range.contains($0.token) }.map {
                BarPointer.Beat(token: $0.token - range.lowerBound, ring: $0.ring, place: $0.place)
            }
            let heard = notes.filter { range.contains($0.token) }.map { $0.moved(by: -range.lowerBound) }
            let likelihood = BeatLikelihood(
                evidence.slice(range), rings: rings, places: places, notes: heard,
                pin: pin.map { $0 - range.lowerBound },
                temper: weights.beatSureness)
            masses += BarPointer(likelihood, start: start).sureness(of: inside)
        }
        return masses.isEmpty ? 0 : masses.reduce(0, +) / Double(masses.count)
    }
}
