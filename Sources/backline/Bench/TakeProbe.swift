import FastSAG
import Foundation
import Generation
import Listener
import Recipes
import Signal
import Tensors

/// Takes of a vocal of so many seconds by the generator that the program uses.
struct TakeProbe: Probe {
    static let name = "take"

    var seconds: Double
    var steps: Int
    var guidance: Double
    /// Of the engine.
    var threads: Int
    /// The last one's times count; with one only, they hold what the first pages of memory cost.
    var takes: Int
    /// `SharedClock.now` before the process was started.
    var started: Double

    struct Figures: Codable, Sendable {
        var seconds: Double
        var steps: Int
        var guidance: Double
        var threads: Int
        /// Sections that the song was cut into.
        var sections: Int
        /// From the start of the program until everything is loaded.
        var loadSeconds: Double
        /// From the start of the program to the first sound; reading the vocal from a file is not in it.
        var coldFirstSoundSeconds: Double
        /// From the order to the first sound, everything loaded.
        var firstSoundSeconds: Double
        /// From the order to the whole take.
        var totalSeconds: Double
        /// listen, condition, denoise, vocode, split.
        var stageSeconds: [String: Double]
        /// `stageSeconds` by second of the vocal.
        var stageRealTimeFactors: [String: Double]
        /// `totalSeconds` by second of the vocal.
        var realTimeFactor: Double
        /// Each step of the sampler in turn, the mean over sections.
        var stepSeconds: [Double]
        /// Of the denoiser, all sections together.
        var passes: Int
        /// Of linear layers, convolutions and attention in the denoiser.
        var denoiserMultiplyAccumulates: Int
        var denoiserGigaflops: Double
        /// A product of square matrices, in the same process.
        var sgemmGigaflops: Double
        /// The denoiser's part of that, 0...1.
        var denoiserShare: Double
        /// Of the whole program with everything loaded.
        var peakMegabytes: Double
    }

    func measure() throws -> Figures {
        let start = SharedClock.now - started
        let recipe = Recipe(steps: steps, guidance: guidance)
        let order = TakeOrder(vocal: BenchVocal.sung(minutes: seconds / 60), recipe: recipe)
        let made = SharedClock.now
        try Engine.setThreads(threads)
        let generator = try FastSAGGenerator.bundled()
        let hearing = VocalHearing(try VocalListener.bundled())
        let load = start + SharedClock.now - made
        let first = try take(generator, hearing, order)
        var last = first
        for _ in 1..<max(takes, 1) { last = try take(generator, hearing, order) }
        let peak = try ProcessMemory.peakMegabytes()
        let sgemm = try SquareProduct.gigaflops()
        let cost = generator.denoiserCost(seconds: seconds, recipe: recipe)
        let denoise = last.stages[.denoise, default: 0]
        let rate = 2 * Double(cost.multiplyAccumulates) / max(denoise, 1e-9) * 1e-9
        func named(_ values: [Phase: Double]) -> [String: Double] {
            Dictionary(uniqueKeysWithValues: values.map { ($0.key.id, $0.value) })
        }
        return Figures(
            seconds: seconds, steps: steps, guidance: guidance, threads: threads,
            sections: generator.plan(seconds: seconds).sections.count, loadSeconds: load,
            coldFirstSoundSeconds: load + first.firstSound, firstSoundSeconds: last.firstSound,
            totalSeconds: last.total, stageSeconds: named(last.stages),
            stageRealTimeFactors: named(last.stages.mapValues { $0 / seconds }),
            realTimeFactor: last.total / seconds, stepSeconds: last.meanSteps(steps), passes: cost.passes,
            denoiserMultiplyAccumulates: cost.multiplyAccumulates, denoiserGigaflops: rate, sgemmGigaflops: sgemm,
            denoiserShare: rate / sgemm, peakMegabytes: peak)
    }

    private struct Take {
        var stages: [Phase: Double] = [:]
        var steps: [Double] = []
        var firstSound = 0.0
        var total = 0.0

        func meanSteps(_ count: Int) -> [Double] {
            (0..<count).map { step in
                let all = stride(from: step, to: steps.count, by: count).map { steps[$0] }
                return all.reduce(0, +) / Double(max(all.count, 1))
            }
        }
    }

    private func take(
        _ generator: FastSAGGenerator, _ hearing: VocalHearing, _ order: TakeOrder
    ) throws -> Take {
        let start = ContinuousClock.now
        func elapsed() -> Double { (ContinuousClock.now - start) / .seconds(1) }
        var take = Take()
        let bar = ProgressBar(label: String(format: "%g s, %d thread(s)", seconds, threads), shown: true)
        defer { bar.finish() }
        let sink = FirstSound(progress: bar.show, elapsed: elapsed)
        let made = try generator.take(order, hearing: hearing, into: sink)
        take.firstSound = sink.seconds
        take.total = elapsed()
        take.stages = made.phaseSeconds
        take.steps = made.take.stepSeconds
        return take
    }

    /// Notes when the first sound comes.
    private final class FirstSound: TakeSink {
        private let show: (TakeProgress) -> Void
        private let elapsed: () -> Double
        private(set) var seconds = 0.0

        init(progress show: @escaping (TakeProgress) -> Void, elapsed: @escaping () -> Double) {
            self.show = show
            self.elapsed = elapsed
        }

        func progress(_ progress: TakeProgress) { show(progress) }

        func append(_ stems: [String: AudioBuffer], from start: Double) {
            if seconds == 0 { seconds = elapsed() }
        }
    }
}
