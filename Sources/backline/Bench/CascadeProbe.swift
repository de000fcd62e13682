import Evaluation
import Foundation
import Tensors

/// The token-by-token generator with untrained weights.
struct CascadeProbe: Probe {
    static let name = "cascade"

    enum Size: String, Codable, Sendable {
        /// As our FastSAG.
        case compact
        /// As AudioLM's.
        case published

        var sizes: TokenCascade.Sizes { self == .compact ? .compact : .published }
    }

    var size: Size
    var seconds: Double
    /// Seconds that are really made, from which the rest is told; nil makes all.
    var secondsMeasured: Double?
    /// Of the engine: those that make the first second fastest are taken.
    var threads: [Int]

    struct Figures: Codable, Sendable {
        var size: Size
        var seconds: Double
        /// Seconds that were really made. Where these are fewer, times, tokens and passes are told from them, by length
        /// alone: that attention grows with what went before is left out, in the generator's favour.
        var secondsMeasured: Double
        var parameters: Int
        /// Always false: the weights are random.
        var isTrained: Bool
        /// Those that were taken.
        var threads: Int
        /// Of a short piece, by threads.
        var trialSeconds: [String: Double]
        /// semantic, coarse, fine.
        var stageSeconds: [String: Double]
        var totalSeconds: Double
        /// Through a network: one a token, and one for each beginning.
        var passes: Int
        var tokens: Int
        var tokensPerSecond: Double
        /// Of linear layers, scores and attention.
        var multiplyAccumulates: Int
        var sgemmGigaflops: Double
        var peakMegabytes: Double
    }

    /// Seconds of sound by which the number of threads is chosen.
    private static let trial = 1.0
    private static let shortTrial = 0.04

    func measure() throws -> Figures {
        var trials: [Int: Double] = [:]
        let made = secondsMeasured ?? seconds
        // large networks say as much in less sound
        let small = try TokenCascade(size.sizes, seconds: min(made, size == .compact ? Self.trial : Self.shortTrial))
        for count in threads {
            try Engine.setThreads(count)
            trials[count] = try small.generate().stageSeconds.values.reduce(0, +)
        }
        let chosen = trials.min { $0.value < $1.value }?.key ?? 1
        try Engine.setThreads(chosen)
        let cascade = try TokenCascade(size.sizes, seconds: made)
        let total = cascade.tokenCount
        var done = 0
        let line = ProgressLine()
        defer { line.clear() }
        let result = try cascade.generate { stage, _ in
            done += 1
            if done % 10 == 0 { line.show("token by token: \(stage.rawValue), \(done) of \(total)") }
        }
        let peak = try ProcessMemory.peakMegabytes()
        try Engine.setThreads(threads.max() ?? chosen)
        // what is told from a part
        let whole = seconds / made
        let spent = whole * result.stageSeconds.values.reduce(0, +)
        let tokens = Int((whole * Double(total)).rounded())
        return Figures(
            size: size, seconds: seconds, secondsMeasured: made, parameters: cascade.parameterCount, isTrained: false,
            threads: chosen,
            trialSeconds: Dictionary(uniqueKeysWithValues: trials.map { ("\($0.key)", $0.value) }),
            stageSeconds: Dictionary(
                uniqueKeysWithValues: result.stageSeconds.map { ($0.key.rawValue, whole * $0.value) }),
            totalSeconds: spent, passes: Int((whole * Double(result.passes)).rounded()), tokens: tokens,
            tokensPerSecond: Double(tokens) / max(spent, 1e-9),
            multiplyAccumulates: Int(whole * Double(cascade.multiplyAccumulates)),
            sgemmGigaflops: try SquareProduct.gigaflops(), peakMegabytes: peak)
    }
}
