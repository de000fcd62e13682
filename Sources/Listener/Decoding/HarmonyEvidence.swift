import Foundation
import Music

/// What encoder and harmoniser say of the harmony, together, by half beats.
package struct HarmonyEvidence {
    /// Seconds; one more than cells.
    let bounds: [Double]
    /// Log probabilities of `ChordVocabulary` and of the bass, a row a cell.
    let chords: [[Float]]
    let bass: [[Float]]
    /// How many times over the witnesses are counted in `chords` and `bass`: right for finding the best path, too sure of
    /// itself for a band that shall hedge.
    private let sharpness: Float
    /// Log evidence for the keys in the order of `Key.index`.
    let key: [Double]

    /// A product of experts (G. E. Hinton, 1999): weighted sums of log probabilities, made probabilities again.
    /// - Parameters:
    ///   - harmoniser: by the same cells; nil where nothing is sung.
    ///   - duration: of the recording, seconds.
    ///   - band: 0...1: how far a band is heard.
    package init(
        _ posteriors: Posteriors, harmoniser: HarmonyPosterior?, bounds: [Double], notes: [SungNote], duration: Double,
        band: Double,
        weights: DecodingWeights
    ) {
        self.bounds = bounds
        let encoderShare = (1 - band) * weights.encoderAlone + band * weights.encoderWithBand
        let harmoniserShare =
            harmoniser == nil ? 0 : (1 - band) * weights.harmoniserAlone + band * weights.harmoniserWithBand
        sharpness = Float(max(encoderShare + harmoniserShare, 1))
        let cells = Self.tokens(bounds, count: posteriors.tokens)
        func mixed(_ heard: [Float], _ width: Int, _ other: (HarmonyPosterior, Int) -> [Float]) -> [[Float]] {
            cells.enumerated().map { cell, tokens in
                var row = Self.mean(heard, width, tokens).map { Float(encoderShare) * $0 }
                if let harmoniser {
                    for (index, value) in other(harmoniser, cell).enumerated() {
                        row[index] += Float(harmoniserShare) * value
                    }
                }
                let total = LogSum(width) { row[$0] }.value
                return row.map { $0 - total }
            }
        }
        chords = mixed(posteriors.chords, ChordVocabulary.count) { $0.chord(of: $1) }
        bass = mixed(posteriors.bass, 12) { $0.bass(of: $1) }
        let heardKey = Self.mean(posteriors.key, 24, 0..<posteriors.tokens)
        let guessedKey = harmoniser?.meanKey ?? [Float](repeating: 0, count: 24)
        let sung = KeyEstimator().logLikelihoods(notes)
        let ends = KeyEstimator().logLikelihoods(ofEnds: notes, until: duration)
        let harmoniserWithBand = harmoniser == nil ? 0 : weights.harmoniserWithBand
        key = (0..<24).map { index in
            let (encoder, guess) = (Double(heardKey[index]), Double(guessedKey[index]))
            let alone =
                weights.encoderInKey * encoder + weights.harmoniserInKey * guess + weights.notesInKey * sung[index]
                + weights.endsInKey * ends[index]
                - (index < 12 ? 0 : weights.minor)
            let together = weights.encoderWithBand * encoder + harmoniserWithBand * guess
            return (1 - band) * alone + band * weights.keyWithBand * together
        }
    }

    /// The tokens whose centres lie in each cell; the nearest one where there is none.
    private static func tokens(_ bounds: [Double], count: Int) -> [Range<Int>] {
        zip(bounds, bounds.dropFirst()).map { start, end in
            let first = Int((start * Posteriors.rate - 0.5).rounded(.up))
            let last = Int((end * Posteriors.rate - 0.5).rounded(.up))
            let held = min(max(first, 0), max(count - 1, 0))
            return held..<max(min(last, count), min(held + 1, count))
        }
    }

    private static func mean(_ logarithms: [Float], _ width: Int, _ tokens: Range<Int>) -> [Float] {
        var sum = [Float](repeating: 0, count: width)
        for token in tokens {
            for index in 0..<width { sum[index] += max(logarithms[token * width + index], -12) }
        }
        return sum.map { $0 / Float(max(tokens.count, 1)) }
    }

    /// How likely each pitch class sounds.
    func softChords() -> [SoftChord] {
        chords.indices.map { cell in
            SoftChord(
                start: bounds[cell], end: bounds[cell + 1],
                tones: ChordVocabulary.tones(softened(chords[cell])[...]).map { min($0, 1) },
                bass: softened(bass[cell]))
        }
    }

    /// Probabilities in which each witness is counted once.
    private func softened(_ logarithms: [Float]) -> [Float] {
        let powers = logarithms.map { exp($0 / sharpness) }
        let total = powers.reduce(0, +)
        return powers.map { $0 / total }
    }
}
