import Evaluation
import Foundation
import Listener
import Signal
import Testing

struct EmbeddingTests {
    private func noise(_ seconds: Double, gain: Float = 0.1, seed: UInt64 = 1) -> [Float] {
        var generator = SeededGenerator(seed: seed)
        return generator.normals(Int(seconds * 24_000)).map { gain * $0 }
    }

    private func apart(_ left: EmbeddedClip, _ right: EmbeddedClip) -> Float {
        zip(left.values, right.values).reduce(Float(0)) { $0 + abs($1.0 - $1.1) } / Float(left.values.count)
    }

    @Test func theStatisticDoesNotHearLevel() {
        let statistic = MelStatistic()
        let quiet = statistic.embed(noise(3, gain: 0.01))
        let loud = statistic.embed(noise(3, gain: 0.3))
        #expect(quiet.dimension == 32 && quiet.windows == 5)
        #expect(apart(quiet, loud) < 0.01)
        let tone = statistic.embed((0..<72_000).map { sinf(2 * .pi * 440 * Float($0) / 24_000) })
        #expect(apart(quiet, tone) > 0.3)
    }

    @Test func shortAndSilentSoundsHavePoints() {
        #expect(MelStatistic().embed(noise(0.2)).windows == 1)
        let silence = MelStatistic().embed([Float](repeating: 0, count: 24_000))
        #expect(silence.windows == 1 && silence.values.allSatisfy(\.isFinite))
    }

    /// Feature n of every token is the token's mean level times n, so that what is heard is known.
    private struct Levels: Encoding {
        var width = 3
        func posteriors(of samples: [Float]) throws -> Posteriors {
            var heard = Posteriors(tokens: samples.count / Posteriors.hop, width: width)
            for token in 0..<heard.tokens {
                let level = samples[(token * Posteriors.hop)..<((token + 1) * Posteriors.hop)].reduce(0, +)
                for axis in 0..<width {
                    heard.features[token * width + axis] = level / Float(Posteriors.hop) * Float(axis)
                }
            }
            return heard
        }
    }

    /// The axes are orthonormal: lengths stay.
    @Test func theListenersFeaturesAreAveraged() throws {
        let embedding = ListenerFeatures(encoder: Levels())
        let clip = try embedding.embed([Float](repeating: 2, count: 72_000))
        #expect(clip.dimension == 3 && clip.windows == 5)
        let length = clip.values[..<3].reduce(Float(0)) { $0 + $1 * $1 }
        #expect(abs(length - (4 + 16)) < 1e-3)
        #expect(throws: EmbeddingError.noFeatures) {
            try ListenerFeatures(encoder: Levels(width: 0)).embed([Float](repeating: 2, count: 24_000))
        }
    }
}
