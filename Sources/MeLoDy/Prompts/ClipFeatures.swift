import Foundation
import Listener

/// What the listener hears in some seconds of sound, as one vector: the audio tower's input.
public enum ClipFeatures {
    /// Heads of the listener whose probabilities are averaged beside its features.
    private static let heads: [EncoderHead] = [.key, .tempo, .activity, .chroma, .bass, .chords]

    /// Seconds of a clip in training, and from one to the next.
    public static let seconds = 10.0
    public static let step = 5.0

    /// - Parameter width: of the listener's features.
    public static func count(width: Int) -> Int { 2 * width + heads.reduce(0) { $0 + $1.size } }

    /// Means and deviations of the features over a range of the listener's tokens, then mean probabilities.
    /// - Precondition: the range is not empty and lies within the tokens.
    public static func values(of posteriors: Posteriors, tokens: Range<Int>) -> [Float] {
        let width = posteriors.width
        let count = Float(tokens.count)
        var (sums, squares) = ([Float](repeating: 0, count: width), [Float](repeating: 0, count: width))
        for token in tokens {
            for index in 0..<width {
                let value = posteriors.features[token * width + index]
                sums[index] += value
                squares[index] += value * value
            }
        }
        let means = sums.map { $0 / count }
        let deviations = zip(means, squares).map { max($1 / count - $0 * $0, 0).squareRoot() }
        let probabilities = heads.flatMap { head -> [Float] in
            let values = posteriors[head]
            var mean = [Float](repeating: 0, count: head.size)
            for token in tokens {
                for index in 0..<head.size {
                    let value = values[token * head.size + index]
                    mean[index] += head.isExclusive ? exp(value) : value
                }
            }
            return mean.map { $0 / count }
        }
        return means + deviations + probabilities
    }

    /// Of every clip of a recording; of one that is shorter, of all of it.
    public static func clips(of posteriors: Posteriors) -> [[Float]] {
        let (length, step) = (Int(seconds * Posteriors.rate), Int(step * Posteriors.rate))
        guard posteriors.tokens > 0 else { return [] }
        guard posteriors.tokens > length else { return [values(of: posteriors, tokens: 0..<posteriors.tokens)] }
        return stride(from: 0, through: posteriors.tokens - length, by: step).map {
            values(of: posteriors, tokens: $0..<($0 + length))
        }
    }
}
