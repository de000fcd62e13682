import Foundation
import Music

/// The key of a melody or a chromagram by its pitch-class profile.
///
/// For chroma of whole music: C. Krumhansl, "Cognitive Foundations of Musical Pitch" (1990), chapter 4: the key whose
/// probe-tone profile correlates best with the time each pitch class sounds. For a sung melody, which leaves out much
/// of what tells keys apart, the likeliest key under profiles counted over sung melodies.
public struct KeyEstimator: Sendable {
    /// Krumhansl and Kessler's (1982) ratings of the twelve tones after a major and a minor context.
    static let major = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]
    static let minor = [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]

    /// Share of time of each degree of the chromatic scale in the melodies of POP909's training songs in major (387)
    /// and in minor (322).
    static let sungMajor = [0.223, 0.003, 0.184, 0.003, 0.187, 0.039, 0.003, 0.181, 0.004, 0.131, 0.002, 0.043]
    static let sungMinor = [0.243, 0.002, 0.073, 0.138, 0.004, 0.164, 0.001, 0.218, 0.028, 0.005, 0.121, 0.004]
    /// Share of each degree among the notes that end phrases, by hand: rests are on the tonic's triad.
    private static let endsMajor = [0.36, 0.002, 0.15, 0.005, 0.2, 0.03, 0.005, 0.17, 0.005, 0.06, 0.003, 0.01]
    private static let endsMinor = [0.36, 0.002, 0.06, 0.18, 0.005, 0.07, 0.002, 0.2, 0.02, 0.005, 0.08, 0.01]
    /// Seconds after a note, and of a note, that end a phrase.
    private static let rest = 0.4
    private static let held = 0.8
    /// Added to every share: singers pass through tones that no score has.
    private static let strayShare = 0.02

    public init() {}

    /// - Parameter weights: 12 values, C to B: seconds or energy.
    /// - Returns: 24 correlations in the order of `Key.index`; all 0 where the weights do not differ.
    public func correlations(_ weights: [Double]) -> [Double] {
        precondition(weights.count == 12, "\(weights.count) pitch classes")
        return (0..<24).map { index in
            let profile = index < 12 ? Self.major : Self.minor
            let rotated = (0..<12).map { profile[($0 - index % 12 + 12) % 12] }
            return Self.correlation(weights, rotated)
        }
    }

    /// The best key and how clearly it leads: the difference of correlation to the best key other than its relative.
    public func estimate(_ weights: [Double]) -> (key: Key, clarity: Double) {
        let correlations = correlations(weights)
        let best = correlations.indices.max { correlations[$0] < correlations[$1] } ?? 0
        let key = Key(index: best)
        let rival =
            correlations.indices.filter { $0 != best && $0 != key.relative.index }
            .map { correlations[$0] }.max() ?? 0
        return (key, max(correlations[best] - rival, 0))
    }

    /// The key of sung notes, each weighted by its length, and the difference of mean log likelihood in nats to the
    /// best key other than its relative.
    public func estimate(_ notes: [SungNote]) -> (key: Key, clarity: Double) {
        let likelihoods = logLikelihoods(notes)
        let best = likelihoods.indices.max { likelihoods[$0] < likelihoods[$1] } ?? 0
        let key = Key(index: best)
        let rival =
            likelihoods.indices.filter { $0 != best && $0 != key.relative.index }
            .map { likelihoods[$0] }.max() ?? 0
        return (key, likelihoods[best] - rival)
    }

    /// The mean log likelihood of a sung pitch class under each of the 24 keys, in the order of `Key.index`; all 0
    /// without notes.
    public func logLikelihoods(_ notes: [SungNote]) -> [Double] {
        var weights = [Double](repeating: 0, count: 12)
        for note in notes { weights[PitchClass(Int(note.pitch.rounded())).value] += note.duration }
        return Self.logLikelihoods(weights, major: Self.sungMajor, minor: Self.sungMinor)
    }

    /// The same of the notes that end phrases, each counted once; of few of them less.
    /// - Parameter duration: of the recording, seconds: a note that goes on to its end was cut off and ends nothing.
    public func logLikelihoods(ofEnds notes: [SungNote], until duration: Double) -> [Double] {
        var weights = [Double](repeating: 0, count: 12)
        for (index, note) in notes.enumerated() {
            let next = index + 1 < notes.count ? notes[index + 1].start : duration
            if next - note.end <= Self.rest, note.duration <= Self.held { continue }
            weights[PitchClass(Int(note.pitch.rounded())).value] += 1
        }
        let count = weights.reduce(0, +)
        return Self.logLikelihoods(weights, major: Self.endsMajor, minor: Self.endsMinor)
            .map { $0 * count / (count + Self.fewEnds) }
    }

    /// Ends of phrases that are believed by half.
    private static let fewEnds = 2.0

    private static func logLikelihoods(_ weights: [Double], major: [Double], minor: [Double]) -> [Double] {
        let total = weights.reduce(0, +)
        guard total > 0 else { return [Double](repeating: 0, count: 24) }
        return (0..<24).map { index in
            let profile = index < 12 ? major : minor
            return (0..<12).reduce(0) { sum, pitchClass in
                let share = profile[(pitchClass - index % 12 + 12) % 12] + strayShare
                return sum + weights[pitchClass] / total * log(share / (1 + 12 * strayShare))
            }
        }
    }

    /// Pearson's; 0 where one side is constant.
    static func correlation(_ left: [Double], _ right: [Double]) -> Double {
        let count = Double(left.count)
        let leftMean = left.reduce(0, +) / count
        let rightMean = right.reduce(0, +) / count
        var product = 0.0
        var leftSquares = 0.0
        var rightSquares = 0.0
        for (x, y) in zip(left, right) {
            product += (x - leftMean) * (y - rightMean)
            leftSquares += (x - leftMean) * (x - leftMean)
            rightSquares += (y - rightMean) * (y - rightMean)
        }
        let scale = (leftSquares * rightSquares).squareRoot()
        return scale > 0 ? product / scale : 0
    }
}
