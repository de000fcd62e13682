import FastSAG
import Foundation
import Tensors

/// The published FastSAG with random weights, from semantic features to a Mel.
struct PublishedProbe: Probe {
    static let name = "published"

    var seconds: Double
    var threads: Int
    /// Steps to time after one to warm up, from which the rest is told; nil takes all.
    var steps: Int?

    struct Figures: Codable, Sendable {
        var seconds: Double
        var parameters: Int
        var isTrained: Bool
        var threads: Int
        /// From semantic features to the first guess of the Mel.
        var conditionSeconds: Double
        /// Of the whole way.
        var steps: Int
        /// Those that `stepSeconds` is the mean of; fewer than `steps` where the rest is told from them.
        var stepsMeasured: Int
        var stepSeconds: Double
        /// All steps.
        var denoiseSeconds: Double
        var isExtrapolated: Bool
        var totalSeconds: Double
        var sgemmGigaflops: Double
        var peakMegabytes: Double
    }

    func measure() throws -> Figures {
        try Engine.setThreads(threads)
        let all = FastSAGConfiguration.paper.sampler.steps
        let asked = min(steps.map { $0 + 1 } ?? all, all)
        let line = ProgressLine()
        defer { line.clear() }
        line.show("published FastSAG: making its networks and conditions")
        let timing = try PublishedTiming.measure(steps: asked, duration: seconds) { step, count in
            line.show("published FastSAG: step \(step) of \(count)")
        }
        let peak = try ProcessMemory.peakMegabytes()
        let isWhole = asked == all
        let measured = isWhole ? timing.steps : Array(timing.steps.dropFirst())
        let step = measured.reduce(0, +) / Double(max(measured.count, 1))
        let denoise = isWhole ? measured.reduce(0, +) : step * Double(all)
        return Figures(
            seconds: timing.duration, parameters: timing.parameterCount, isTrained: false, threads: threads,
            conditionSeconds: timing.condition, steps: all, stepsMeasured: measured.count, stepSeconds: step,
            denoiseSeconds: denoise, isExtrapolated: !isWhole, totalSeconds: timing.condition + denoise,
            sgemmGigaflops: try SquareProduct.gigaflops(), peakMegabytes: peak)
    }
}
