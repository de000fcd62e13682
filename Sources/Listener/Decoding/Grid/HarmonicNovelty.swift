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
        divergence(posteriors.chords.map(exp), width: ChordVocabulary.count, reach: reach)
    }

    /// Bits: what deviates less is alike.
    private static let leastDeviation: Float = 0.01

    /// From their mean, in standard deviations; nearly 0 where all are nearly alike.
    static func deviations(_ values: [Float]) -> [Float] {
        let mean = values.reduce(0, +) / Float(max(values.count, 1))
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(max(values.count, 1))
        return values.map { ($0 - mean) / max(square.squareRoot(), leastDeviation) }
    }

    /// - Parameters:
    ///   - values: (rows, width), 0 or more.
    ///   - reach: rows on each side.
    private static func divergence(_ values: [Float], width: Int, reach: Int) -> [Float] {
        let rows = values.count / width
        var sums = [Float](repeating: 0, count: width * (rows + 1))
        for index in 0..<(width * rows) { sums[width + index] = sums[index] + values[index] }
        func mean(_ from: Int, _ to: Int) -> [Float] {
            let span = (0..<width).map { max(sums[to * width + $0] - sums[from * width + $0], 0) }
            let total = span.reduce(0, +)
            return total > 0 ? span.map { $0 / total } : span
        }
        return (0..<rows).map { row in
            let (from, to) = (max(row - reach, 0), min(row + reach, rows))
            // at the ends nothing is known of one side
            guard row - from > reach / 2, to - row > reach / 2 else { return 0 }
            let divergence = zip(mean(from, row), mean(row, to)).reduce(Float(0)) { sum, pair in
                let middle = (pair.0 + pair.1) / 2
                func part(_ share: Float) -> Float { share > 0 ? share / 2 * log2(share / middle) : 0 }
                return sum + part(pair.0) + part(pair.1)
            }
            // rounding may leave a little less than nothing
            return min(max(divergence, 0), 1)
        }
    }
}
