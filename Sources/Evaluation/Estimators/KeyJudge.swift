import Foundation
import Music

/// The key of any music by the algorithm of Krumhansl and Schmuckler: the key whose profile correlates best with how long
/// each pitch class sounds (C. Krumhansl, "Cognitive Foundations of Musical Pitch", 1990, chapter 4).
///
/// The profiles are H. Budge's counts of 1943 as H. Bellmann normalised them (CMMR 2005), percent of the tones of chords.
/// Krumhansl and Kessler's ratings, which are of listeners' answers and no counts, find the key of fewer renders; how often
/// this judge is right is in `EstimatorAccuracy`.
public enum KeyJudge {
    private static let major = [16.80, 0.86, 12.95, 1.41, 13.49, 11.93, 1.25, 20.28, 1.80, 8.04, 0.62, 10.57]
    private static let minor = [18.16, 0.69, 12.99, 13.34, 1.07, 11.15, 1.38, 21.07, 7.49, 1.53, 0.92, 10.21]

    /// - Parameter weights: 12 values, C to B: time or strength.
    /// - Returns: nil where no pitch class stands out.
    public static func key(_ weights: [Double]) -> Key? {
        precondition(weights.count == 12, "\(weights.count) pitch classes")
        guard let least = weights.min(), let most = weights.max(), most > least else { return nil }
        let keys = (0..<24).map { index -> (Key, Double) in
            let profile = index < 12 ? major : minor
            let turned = (0..<12).map { profile[($0 - index % 12 + 12) % 12] }
            return (Key(index: index), PitchClassCorrelation.of(weights, turned))
        }
        return keys.max { $0.1 < $1.1 }?.0
    }

    /// The pitch classes that sound, each moment counting the same, and the bass as much again.
    static func key(tones: [Set<Int>], bass: Chromagram) -> Key? {
        var weights = [Double](repeating: 0, count: 12)
        for set in tones {
            for tone in set { weights[tone] += 1 / Double(set.count * max(tones.count, 1)) }
        }
        let low = bass.shares()
        for frame in 0..<low.frames {
            for (pitchClass, value) in low.frame(frame).enumerated() {
                weights[pitchClass] += Double(value) / Double(low.frames)
            }
        }
        return key(weights)
    }
}

/// Pearson's correlation over the twelve pitch classes; 0 where one side is constant.
enum PitchClassCorrelation {
    static func of(_ left: [Double], _ right: [Double]) -> Double {
        let leftMean = left.reduce(0, +) / 12
        let rightMean = right.reduce(0, +) / 12
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
