import Foundation

/// Finds tempo and beats from nothing but the notes of a voice.
///
/// A bar pointer over two beats (F. Krebs, S. Boeck and G. Widmer, "An efficient state-space model for joint tempo and
/// meter tracking", ISMIR 2015): a state is a tempo and a place in the pair of beats, the tempo may change between pairs only, and
/// Viterbi finds the best path. Unlike there, nothing is observed between notes, and a note is observed by where in
/// the pair it begins and how far the next one is (`MetricalProfile`). A smoothing spline then places the beats.
public struct BeatTracker: Sendable {
    /// Beats a minute: one octave, in which a tempo without further knowledge is looked for.
    public static let tempoRange: ClosedRange<Double> = 81...163

    /// Standard deviation of a vowel's onset around its place in the beat, seconds.
    public var spread = 0.028
    /// Probability of a note that follows no beat.
    public var outliers = 0.1
    /// Weight of where notes begin.
    public var positionWeight = 1.0
    /// Weight of the distances between notes.
    public var distanceWeight = 0.6
    /// Thousandths added to every count of the profile.
    public var flattening = 0.5
    /// Price in nats of a change of tempo by a factor of e.
    public var tempoStiffness = 400.0
    /// Octaves of standard deviation around the commonest tempo; 121 beats a minute and 0.254 in the training songs.
    public var tempoDeviation = 0.254
    /// Standard deviation of the change of a beat's length from one beat to the next, seconds.
    public var drift = 0.0015

    /// 0...1: how far beats and their halves are taken for alike once the singer has fixed a beat.
    public var evenness = 0.5

    /// Seconds a step of the state space.
    private static let step = 0.008
    private static let commonestTempo = 121.0
    /// How far around a given tempo the singer may drift.
    private static let givenTempoTolerance = 0.03
    /// Standard deviation in octaves of the tempo at the start around a given one.
    private static let givenTempoDeviation = 0.02

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
        let onsets = onsets.filter { $0 >= 0 && $0 < duration }
        let level = tempo.map { MetricalLevel(tempo: $0) } ?? .tracked
        let pairs = pairs(
            onsets, duration: duration, tempo: tempo.map { $0 * level.factor }, firstBeat: firstBeat, level)
        let (beats, fit) = BeatSmoother(drift: drift, spread: spread, parts: level.parts)
            .smooth(level.beats(ofPairs: pairs), onsets: onsets, anchor: firstBeat, duration: duration)
        return BeatTrack(beats: beats, confidence: onsets.count < 4 ? 0 : fit)
    }

    /// Seconds at which the best path begins pairs of beats.
    private func pairs(
        _ onsets: [Double], duration: Double, tempo: Double?, firstBeat: Double?, _ level: MetricalLevel
    ) -> [Double] {
        let slowest = tempo.map { $0 * (1 - Self.givenTempoTolerance) } ?? Self.tempoRange.lowerBound
        let fastest = tempo.map { $0 * (1 + Self.givenTempoTolerance) } ?? Self.tempoRange.upperBound
        let periods = Array(
            Int((120 / fastest / Self.step).rounded())...Int((120 / slowest / Self.step).rounded()))
        var pointer = BeatPointer(
            periods: periods, stiffness: tempoStiffness,
            prior: periods.map { period in
                let deviation = log2(120 / (Double(period) * Self.step) / (tempo ?? Self.commonestTempo))
                let width = tempo == nil ? tempoDeviation : Self.givenTempoDeviation
                return -0.5 * deviation * deviation / (width * width)
            })
        let profile = MetricalProfile(flattening: flattening, evenness: firstBeat == nil ? 0 : evenness)
        var next = 0
        for frame in 0..<Int((duration / Self.step).rounded(.up)) {
            pointer.advance()
            if let firstBeat, Int((firstBeat / Self.step).rounded()) == frame {
                pointer.observe(beatWithin: 2.5, everyHalf: level.factor <= 1)
            }
            while next < onsets.count, Int((onsets[next] / Self.step).rounded()) <= frame {
                let distance = (next + 1 < onsets.count ? onsets[next + 1] : duration) - onsets[next]
                observe(&pointer, distance: distance, profile: profile)
                next += 1
            }
        }
        return pointer.path().map { Double($0) * Self.step }
    }

    private func observe(_ pointer: inout BeatPointer, distance: Double, profile: MetricalProfile) {
        let steps = spread / Self.step
        let floor = outliers / 4
        let quarters = MetricalProfile.quarters
        pointer.observe { period, scores in
            // The spread of a distance is that of two onsets.
            let fits = profile.fit(
                distance: distance, beat: Double(period) * Self.step / 2, spread: spread * 2.0.squareRoot())
            let weights = (0..<quarters).map { quarter in
                pow(Double(quarters) * profile.positions[quarter], positionWeight)
                    * pow(4 * fits[quarter] + floor, distanceWeight)
            }
            for place in 0..<period {
                var sum = floor
                for quarter in 0...quarters {
                    let offset = (Double(place) - Double(quarter * period) / Double(quarters)) / steps
                    if abs(offset) < 4 { sum += weights[quarter % quarters] * exp(-0.5 * offset * offset) }
                }
                scores[place] = Float(log(sum))
            }
        }
    }
}
