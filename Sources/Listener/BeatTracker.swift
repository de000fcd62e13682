import Foundation

/// Finds tempo and beats from nothing but the notes of a voice.
///
/// A bar pointer over one beat (F. Krebs, S. Boeck and G. Widmer, "An efficient state-space model for joint tempo and
/// meter tracking", ISMIR 2015): a state is a tempo and a place in the beat, the tempo may change at beats only, and
/// Viterbi finds the best path. Unlike there, nothing is observed between notes, and a note is observed by where in
/// the beat it begins and how far the next one is (`MetricalProfile`). A smoothing spline then places the beats.
public struct BeatTracker: Sendable {
    /// Beats a minute: one octave, in which a tempo without further knowledge is looked for.
    public static let tempoRange: ClosedRange<Double> = 81...163

    /// Standard deviation of a vowel's onset around its place in the beat, seconds.
    public var spread = 0.030
    /// Probability of a note that follows no beat.
    public var outliers = 0.1
    /// Weight of where notes begin.
    public var positionWeight = 0.6
    /// Weight of the distances between notes.
    public var distanceWeight = 0.6
    /// Thousandths added to every count of the profile.
    public var flattening = 2.0
    /// Price in nats of a change of tempo by a factor of e.
    public var tempoStiffness = 150.0
    /// Octaves of standard deviation around the commonest tempo; 123 beats a minute and 0.244 in the training songs.
    public var tempoDeviation = 0.244
    /// Standard deviation of the change of a beat's length from one beat to the next, seconds.
    public var drift = 0.0015

    /// Seconds a step of the state space.
    private static let step = 0.004
    private static let commonestTempo = 123.0
    /// How far around a given tempo the singer may drift.
    private static let givenTempoTolerance = 0.03

    public init() {}

    /// - Parameters:
    ///   - notes: in order.
    ///   - duration: seconds that the beats shall cover.
    ///   - tempo: beats a minute where the singer fixed it.
    ///   - firstBeat: seconds of any beat, where the singer fixed one.
    public func track(
        notes: [SungNote], duration: Double, tempo: Double? = nil, firstBeat: Double? = nil
    ) -> BeatTrack {
        track(onsets: notes.map(\.start), duration: duration, tempo: tempo, firstBeat: firstBeat)
    }

    /// - Parameter onsets: seconds, rising: where vowels begin.
    public func track(
        onsets: [Double], duration: Double, tempo: Double? = nil, firstBeat: Double? = nil
    ) -> BeatTrack {
        guard duration > 0 else { return BeatTrack(beats: [], confidence: 0) }
        guard let tempo, tempo > 0, !Self.tempoRange.contains(tempo) else {
            return trackFolded(onsets, duration: duration, tempo: tempo, firstBeat: firstBeat)
        }
        // The profile is counted in one octave: track there, then keep every other beat or halve the beats.
        let factor = exp2((log2(Self.commonestTempo / tempo)).rounded())
        var track = trackFolded(onsets, duration: duration, tempo: tempo * factor, firstBeat: firstBeat)
        track.beats = Self.rescale(track.beats, by: factor, onsets: onsets, duration: duration, firstBeat: firstBeat)
        return track
    }

    private func trackFolded(_ onsets: [Double], duration: Double, tempo: Double?, firstBeat: Double?) -> BeatTrack {
        let onsets = onsets.filter { $0 >= 0 && $0 < duration }
        let slowest = tempo.map { $0 * (1 - Self.givenTempoTolerance) } ?? Self.tempoRange.lowerBound
        let fastest = tempo.map { $0 * (1 + Self.givenTempoTolerance) } ?? Self.tempoRange.upperBound
        let periods = Array(
            Int((60 / fastest / Self.step).rounded())...Int((60 / slowest / Self.step).rounded()))
        var pointer = BeatPointer(
            periods: periods, stiffness: tempoStiffness,
            prior: periods.map { period in
                let deviation = log2(60 / (Double(period) * Self.step) / (tempo ?? Self.commonestTempo))
                let width = tempo == nil ? tempoDeviation : 0.02
                return -0.5 * deviation * deviation / (width * width)
            })
        let profile = MetricalProfile(flattening: flattening, halvesAlike: firstBeat != nil)
        let frames = Int((duration / Self.step).rounded(.up))
        var next = 0
        for frame in 0..<frames {
            pointer.advance()
            if let firstBeat, Int((firstBeat / Self.step).rounded()) == frame { pointer.observe(beatWithin: 5) }
            while next < onsets.count, Int((onsets[next] / Self.step).rounded()) <= frame {
                let distance = (next + 1 < onsets.count ? onsets[next + 1] : duration) - onsets[next]
                observe(&pointer, distance: distance, profile: profile)
                next += 1
            }
        }
        let path = pointer.path()
        let coarse = path.beats.map { Double($0) * Self.step }
        let (beats, fit) = BeatSmoother(drift: drift, spread: spread)
            .smooth(coarse, onsets: onsets, anchor: firstBeat, duration: duration)
        return BeatTrack(beats: beats, confidence: onsets.count < 4 ? 0 : fit)
    }

    private func observe(_ pointer: inout BeatPointer, distance: Double, profile: MetricalProfile) {
        let steps = spread / Self.step
        let floor = outliers / 4
        pointer.observe { period, scores in
            let seconds = Double(period) * Self.step
            let fits = profile.fit(distance: distance, period: seconds, spread: spread * 1.4)
            let weights = (0..<4).map { quarter in
                pow(4 * profile.positions[quarter], positionWeight)
                    * pow(4 * fits[quarter] + outliers / 4, distanceWeight)
            }
            for place in 0..<period {
                var sum = floor
                for quarter in 0...4 {
                    let offset = (Double(place) - Double(quarter * period) / 4) / steps
                    if abs(offset) < 4 { sum += weights[quarter % 4] * exp(-0.5 * offset * offset) }
                }
                scores[place] = Float(log(sum))
            }
        }
    }

    /// Every n-th beat for a factor above 1, beats between for one below.
    private static func rescale(
        _ beats: [Double], by factor: Double, onsets: [Double], duration: Double, firstBeat: Double?
    ) -> [Double] {
        guard beats.count > 1 else { return beats }
        if factor < 1 {
            let parts = Int((1 / factor).rounded())
            var finer: [Double] = []
            for (start, end) in zip(beats, beats.dropFirst()) {
                for part in 0..<parts { finer.append(start + (end - start) * Double(part) / Double(parts)) }
            }
            return finer + beats.suffix(1)
        }
        let stride = Int(factor.rounded())
        var support = [Double](repeating: 0, count: stride)
        let period = (beats[beats.count - 1] - beats[0]) / Double(beats.count - 1)
        for (index, onset) in onsets.enumerated() {
            // Long notes fall on strong beats.
            let length = min((index + 1 < onsets.count ? onsets[index + 1] : duration) - onset, 4 * period)
            guard let nearest = beats.indices.min(by: { abs(beats[$0] - onset) < abs(beats[$1] - onset) }),
                abs(beats[nearest] - onset) < period / 8
            else { continue }
            support[nearest % stride] += length
        }
        var parity = support.indices.max { support[$0] < support[$1] } ?? 0
        if let firstBeat,
            let nearest = beats.indices.min(by: { abs(beats[$0] - firstBeat) < abs(beats[$1] - firstBeat) })
        {
            parity = nearest % stride
        }
        return beats.indices.filter { $0 % stride == parity }.map { beats[$0] }
    }
}
