import Evaluation
import Foundation
import Tensors

/// The token-by-token generator with untrained weights.
struct CascadeProbe: Probe {
    static let name = "cascade"

    var seconds: Double
    /// Of the engine: those that make the first second fastest are taken.
    var threads: [Int]

    struct Figures: Codable, Sendable {
        var seconds: Double
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
        var sgemmGigaflops: Double
        var peakMegabytes: Double
    }

    private static let trial = 1.0

    func measure() throws -> Figures {
        var trials: [Int: Double] = [:]
        let small = try TokenCascade(seconds: min(Self.trial, seconds))
        for count in threads {
            try Engine.setThreads(count)
            trials[count] = try small.generate().stageSeconds.values.reduce(0, +)
        }
        let chosen = trials.min { $0.value < $1.value }?.key ?? 1
        try Engine.setThreads(chosen)
        let cascade = try TokenCascade(seconds: seconds)
        let total = cascade.tokenCount
        var done = 0
        let line = ProgressLine()
        defer { line.clear() }
        let made = try cascade.generate { stage, _ in
            done += 1
            if done % 50 == 0 { line.show("token by token: \(stage.rawValue), \(done) of \(total)") }
        }
        let peak = try PeakMemory.megabytes()
        try Engine.setThreads(threads.max() ?? chosen)
        let spent = made.stageSeconds.values.reduce(0, +)
        return Figures(
            seconds: seconds, parameters: cascade.parameterCount, isTrained: false, threads: chosen,
            trialSeconds: Dictionary(uniqueKeysWithValues: trials.map { ("\($0.key)", $0.value) }),
            stageSeconds: Dictionary(uniqueKeysWithValues: made.stageSeconds.map { ($0.key.rawValue, $0.value) }),
            totalSeconds: spent, passes: made.passes, tokens: total, tokensPerSecond: Double(total) / max(spent, 1e-9),
            sgemmGigaflops: try SquareProduct.gigaflops(), peakMegabytes: peak)
    }
}
