import Foundation

/// What the encoder says of beats and bars, weighted, as log likelihood ratios a token: 0 where nothing is known.
struct TokenEvidence {
    let tokens: Int
    /// (tokens, beatParts), (tokens, barParts), (tokens, tempoBins)
    let beatPhase: [Float]
    let barPhase: [Float]
    let tempo: [Float]
    /// For a beat, for a downbeat on the token.
    let beats: [Float]
    let downbeats: [Float]
    /// For a downbeat, by a change of the harmony.
    let changes: [Float]

    init(_ posteriors: Posteriors, _ weights: DecodingWeights) {
        tokens = posteriors.tokens
        beatPhase = Self.ratios(posteriors.beatPhase, Posteriors.beatParts, weights.beatPhase)
        barPhase = Self.ratios(posteriors.barPhase, Posteriors.barParts, weights.barPhase)
        tempo = Self.ratios(posteriors.tempo, Posteriors.tempoBins, weights.tempo)
        beats = Self.odds(posteriors.beats, weights.beats)
        downbeats = Self.odds(posteriors.downbeats, weights.downbeats)
        changes = HarmonicNovelty.deviations(HarmonicNovelty.ofChords(posteriors)).map { Float(weights.changes) * $0 }
    }

    /// Log probabilities against an even distribution; one token's say is limited.
    private static func ratios(_ logarithms: [Float], _ parts: Int, _ weight: Double) -> [Float] {
        let even = log(Float(parts))
        return logarithms.map { Float(weight) * max($0 + even, -4) }
    }

    /// Log odds against those of the mean, so that a recording without any beats speaks for no tempo.
    private static func odds(_ probabilities: [Float], _ weight: Double) -> [Float] {
        guard !probabilities.isEmpty else { return [] }
        func odds(_ probability: Float) -> Float {
            let held = min(max(probability, 0.01), 0.99)
            return log(held / (1 - held))
        }
        let mean = odds(probabilities.reduce(0, +) / Float(probabilities.count))
        return probabilities.indices.map { token in
            // a beat between two tokens is shared by them
            let before = token > 0 ? probabilities[token - 1] : 0
            let after = token + 1 < probabilities.count ? probabilities[token + 1] : 0
            return Float(weight) * (odds(max(probabilities[token], before / 2, after / 2)) - mean)
        }
    }

    func slice(_ range: Range<Int>) -> TokenEvidence {
        func cut(_ values: [Float], _ width: Int = 1) -> [Float] {
            Array(values[(range.lowerBound * width)..<(range.upperBound * width)])
        }
        return TokenEvidence(
            tokens: range.count, beatPhase: cut(beatPhase, Posteriors.beatParts),
            barPhase: cut(barPhase, Posteriors.barParts), tempo: cut(tempo, Posteriors.tempoBins), beats: cut(beats),
            downbeats: cut(downbeats), changes: cut(changes))
    }

    private init(
        tokens: Int, beatPhase: [Float], barPhase: [Float], tempo: [Float], beats: [Float], downbeats: [Float],
        changes: [Float]
    ) {
        self.tokens = tokens
        self.beatPhase = beatPhase
        self.barPhase = barPhase
        self.tempo = tempo
        self.beats = beats
        self.downbeats = downbeats
        self.changes = changes
    }
}
