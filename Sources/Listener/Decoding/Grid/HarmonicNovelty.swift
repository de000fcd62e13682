import Foundation

/// How much the harmony changes at every token: the harmonic rhythm of a recording.
///
/// What was heard before a token is compared with what is heard after it (the novelty of C. Harte, M. Sandler and
/// M. Gasser, "Detecting harmonic change in musical audio", 2006, with distributions for tonal centroids).
package enum HarmonicNovelty {
    /// Tokens that are heard on each side: 0.8 s.
    private static let reach = 38

    /// By the encoder's chords.
    /// - Returns: 0...1, a value a token: the Jensen-Shannon divergence in bits.
    package static func ofChords(_ posteriors: Posteriors) -> [Float] {
        let (values, width, tokens) = (posteriors.chords.map(exp), ChordVocabulary.count, posteriors.tokens)
        var sums = [Float](repeating: 0, count: width * (tokens + 1))
        for index in 0..<(width * tokens) { sums[width + index] = sums[index] + values[index] }
        func mean(_ from: Int, _ to: Int) -> [Float] {
            let span = (0..<width).map { max(sums[to * width + $0] - sums[from * width + $0], 0) }
            let total = span.reduce(0, +)
            return total > 0 ? span.map { $0 / total } : span
        }
        return (0..<tokens).map { token in
            let (from, to) = (max(token - reach, 0), min(token + reach, tokens))
            // at the ends nothing is known of one side
            guard token - from > reach / 2, to - token > reach / 2 else { return 0 }
            let (before, after) = (mean(from, token), mean(token, to))
            let divergence = zip(before, after).reduce(Float(0)) { sum, pair in
                let middle = (pair.0 + pair.1) / 2
                func part(_ share: Float) -> Float { share > 0 ? share / 2 * log2(share / middle) : 0 }
                return sum + part(pair.0) + part(pair.1)
            }
            // rounding may leave a little less than nothing
            return min(max(divergence, 0), 1)
        }
    }
}
