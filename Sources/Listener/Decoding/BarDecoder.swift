import Foundation

/// Which beats begin bars, and how many beats a bar has, where the beats are known.
package struct BarDecoder {
    private let weights: DecodingWeights

    package init(weights: DecodingWeights = .init()) { self.weights = weights }

    package struct Bars: Hashable, Sendable {
        /// Beats a bar.
        package var meter: Int
        /// Index of the first beat that is a downbeat.
        package var firstDownbeat: Int
        /// 0...1
        package var meterConfidence: Double
        package var downbeatConfidence: Double

        /// Of metre and place together.
        package var probability: Double { meterConfidence * downbeatConfidence }
    }

    /// All bars that the beats may have, the likeliest first; at least one.
    /// - Parameters:
    ///   - beats: seconds, at least one.
    ///   - meter: beats a bar where the singer said so.
    ///   - downbeat: index of a beat that the singer said is a downbeat.
    ///   - inThree: what else speaks for three beats a bar against four, nats.
    ///   - meterTrust: 0...1: how far the posteriors are believed about the length of bars; where they begin, they always are.
    ///   - hint: for a metre the log probability of each of its beats to be the first downbeat, weighted.
    package func decode(
        _ posteriors: Posteriors, beats: [Double], meter: Int?, downbeat: Int?, inThree: Double = 0,
        meterTrust: Double = 1, hint: (Int) -> [Float]
    ) -> [Bars] {
        let evidence = TokenEvidence(posteriors, weights)
        let meters = meter.map { [$0] } ?? [3, 4]
        var candidates: [(meter: Int, first: Int, score: Double)] = []
        for meter in meters {
            let share = meters.count == 1 ? 1 : meter == 3 ? weights.threes : 1 - weights.threes
            let odds = meters.count > 1 && meter == 3 ? inThree : 0
            let hints = hint(meter)
            let firsts = (0..<meter).filter { first in downbeat.map { ($0 - first) % meter == 0 } ?? true }
            let scores = firsts.map { first in
                weights.barSureness * (score(evidence, beats, meter: meter, first: first) + Double(hints[first]))
            }
            let most = scores.max() ?? 0
            let total = most + log(scores.reduce(0) { $0 + exp($1 - most) } / Double(max(firsts.count, 1)))
            for (first, score) in zip(firsts, scores) {
                let place = score - (1 - meterTrust) * total
                candidates.append((meter, first, place + odds + log(share / Double(meter))))
            }
        }
        let best = candidates.map(\.score).max() ?? 0
        let shares = candidates.map { exp($0.score - best) }
        let total = max(shares.reduce(0, +), 1e-12)
        return zip(candidates, shares).map { candidate, share in
            let sameMeter = zip(candidates, shares).filter { $0.0.meter == candidate.meter }.reduce(0) { $0 + $1.1 }
            return Bars(
                meter: candidate.meter, firstDownbeat: candidate.first, meterConfidence: sameMeter / total,
                downbeatConfidence: share / max(sameMeter, 1e-12))
        }.sorted { $0.probability > $1.probability }
    }

    private func score(_ evidence: TokenEvidence, _ beats: [Double], meter: Int, first: Int) -> Double {
        let heard = BarPlace.heard(meter)
        // a bar that is shorter than what the encoder hears may be either half of that
        return stride(from: first, to: first + max(heard, meter), by: meter)
            .map { score(evidence, beats, heard: heard, first: $0) }.max() ?? 0
    }

    private func score(_ evidence: TokenEvidence, _ beats: [Double], heard: Int, first: Int) -> Double {
        var sum = 0.0
        for (index, beat) in beats.enumerated() {
            let next = index + 1 < beats.count ? beats[index + 1] : beat + Self.last(beats)
            let place = BarPlace(meter: heard, beat: ((index - first) % heard + heard) % heard)
            let tokens = Self.token(beat)..<max(Self.token(next), Self.token(beat))
            for token in tokens where token >= 0 && token < evidence.tokens {
                let share = (Posteriors.time(ofToken: token) - beat) / (next - beat)
                let part = place.part(at: min(max(share, 0), 1))
                sum += Double(evidence.barPhase[token * Posteriors.barParts + part])
            }
            if place.beat == 0, evidence.downbeats.indices.contains(Self.token(beat)) {
                sum += Double(evidence.downbeats[Self.token(beat)] + evidence.changes[Self.token(beat)])
            }
        }
        return sum
    }

    /// The token whose centre is nearest.
    private static func token(_ seconds: Double) -> Int { Int((seconds * Posteriors.rate - 0.5).rounded()) }

    /// Seconds of the last beat.
    private static func last(_ beats: [Double]) -> Double {
        beats.count > 1 ? beats[beats.count - 1] - beats[beats.count - 2] : 0.5
    }
}
