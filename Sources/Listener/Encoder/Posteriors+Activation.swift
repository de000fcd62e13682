import Foundation

extension Posteriors {
    /// Nats; what the encoder rules out or takes for granted it may still have wrong.
    static func logOdds(_ probability: Float) -> Float {
        let held = min(max(probability, 0.01), 0.99)
        return log(held / (1 - held))
    }

    /// The mean log odds of the encoder's beats at some times (seconds), over those of the recording; nats.
    package func activation(at times: [Double]) -> Double {
        func odds(_ probability: Float) -> Double { Double(Self.logOdds(probability)) }
        let tokens = times.map { Int(($0 * Self.rate).rounded(.down)) }.filter(beats.indices.contains)
        guard !tokens.isEmpty else { return 0 }
        let mean = beats.reduce(0) { $0 + odds($1) } / Double(max(beats.count, 1))
        let heard = tokens.reduce(0.0) { sum, token in
            let near = max(token - 1, 0)...min(token + 1, beats.count - 1)
            return sum + odds(beats[near].max() ?? 0)
        }
        return heard / Double(tokens.count) - mean
    }
}
