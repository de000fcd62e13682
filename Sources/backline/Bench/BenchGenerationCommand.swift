import ArgumentParser
import FastSAG
import Foundation
import Recipes

struct BenchGenerationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generation", abstract: "Measure how fast takes are made and what they cost.",
        discussion: """
            Makes takes of a synthetic vocal, each measurement in a process of its own: seconds by stage and step, time \
            to the first sound, peak memory, operations a second beside a product of square matrices. The first number \
            of each list is the usual one; the others are measured with the rest as usual. In the same run: a \
            token-by-token generator of the same size, after SingSong, and the published FastSAG, both with untrained \
            weights. --lengths 10,60,180,600 shows how the cost grows and takes some minutes.
            """)

    @Option(help: "Seconds of the vocal.")
    var lengths: String = "10"

    @Option(help: "Steps of the sampler.")
    var steps: String = "\(FastSAGSampler(Recipe()).steps),6,24"

    @Option(help: "Guidance; 1 is none.")
    var guidance: String = String(format: "%g,1", FastSAGSampler(Recipe()).guidance.scale)

    @Option(help: "Threads; all cores and one unless given.")
    var threads: String?

    @Flag(inversion: .prefixedNo, help: "The token-by-token generator.")
    var baseline = true

    @Flag(help: "The token-by-token generator with networks as large as AudioLM's, too; told from half a second.")
    var large = false

    @Flag(inversion: .prefixedNo, help: "The published FastSAG.")
    var published = true

    @Option(help: "Steps of the published FastSAG to time after one to warm up; all 51 are told from them.")
    var publishedSteps: Int = 3

    @Flag(help: "Time all 51 steps of the published FastSAG: minutes.")
    var full = false

    @Flag(help: "One JSON object on standard output.")
    var json = false

    /// Seconds up to which a take is made twice, so that the second is not slowed down by the first pages of memory.
    private static let longestRepeated = 60.0
    /// Seconds that the large token-by-token generator really makes.
    private static let largeSeconds = 0.5
    /// Seconds that the published systems make.
    private static let publishedSeconds = 10.0
    private static let publishedStepRange = 1...50

    func validate() throws {
        _ = try settings()
        guard Self.publishedStepRange.contains(publishedSteps) else {
            throw ValidationError(
                "--published-steps must be \(Self.publishedStepRange.lowerBound) to "
                    + "\(Self.publishedStepRange.upperBound), not \(publishedSteps)")
        }
    }

    func run() throws {
        let settings = try settings()
        let usual = try measured(settings.usual)
        var report = GenerationReport(takes: [usual])
        for setting in settings.others { report.takes.append(try measured(setting)) }
        if baseline || large || published {
            // side by side means the same seconds of sound
            let compared = min(usual.seconds, Self.publishedSeconds)
            var same = usual
            if compared < usual.seconds {
                var setting = settings.usual
                setting.seconds = compared
                same = try measured(setting)
                report.takes.append(same)
            }
            if baseline {
                let cascade = CascadeProbe(size: .compact, seconds: compared, threads: settings.threads)
                report.baseline = BaselineComparison(try cascade.measureApart(), same)
            }
            if large {
                let cascade = CascadeProbe(
                    size: .published, seconds: compared, secondsMeasured: min(Self.largeSeconds, compared),
                    threads: settings.threads)
                report.largeBaseline = BaselineComparison(try cascade.measureApart(), same)
            }
            if published {
                let probe = PublishedProbe(
                    seconds: compared, threads: same.threads, steps: full ? nil : publishedSteps)
                report.published = PublishedComparison(try probe.measureApart(), same)
            }
        }
        try StandardOutput.line(json ? jsonLine(report) : report.table)
    }

    /// What a take is measured with.
    private struct Setting: Hashable {
        var seconds: Double
        var steps: Int
        var guidance: Double
        var threads: Int
    }

    private func settings() throws -> (usual: Setting, others: [Setting], threads: [Int]) {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let lengths = try NumberList.parse(lengths, "--lengths", in: 0.5...GenerateCommand.longestVocal)
        let steps = try NumberList.parse(steps, "--steps", in: FastSAGSampler.stepRange)
        let guidance = try NumberList.parse(guidance, "--guidance", in: FastSAGSampler.guidanceRange)
        let threads = try NumberList.parse(threads ?? "\(cores),1", "--threads", in: 1...cores)
        let usual = Setting(seconds: lengths[0], steps: steps[0], guidance: guidance[0], threads: threads[0])
        func varied<Value>(_ key: WritableKeyPath<Setting, Value>, _ values: [Value]) -> [Setting] {
            values.dropFirst().map { value in
                var setting = usual
                setting[keyPath: key] = value
                return setting
            }
        }
        let others =
            varied(\.seconds, lengths) + varied(\.steps, steps) + varied(\.guidance, guidance)
            + varied(\.threads, threads)
        return (usual, others, threads)
    }

    private func measured(_ setting: Setting) throws -> TakeProbe.Figures {
        try TakeProbe(
            seconds: setting.seconds, steps: setting.steps, guidance: setting.guidance, threads: setting.threads,
            takes: setting.seconds > Self.longestRepeated ? 1 : 2, started: SharedClock.now
        ).measureApart()
    }
}
