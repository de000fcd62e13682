import ArgumentParser
import Codecs
import FastSAG
import Foundation
import Tensors

struct BenchKernelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernels",
        abstract: "Measure the operations that takes are made of, at the shapes they have there.",
        discussion: """
            Operations a second beside those of a product of square matrices (sgemm): linear layers, depthwise \
            convolution and attention of the trunk, the refiner's convolutions, the vocoder's transforms. Takes are \
            made in single precision; bfloat16, which only training uses, is measured where the processor has it.
            """)

    @Flag(help: "One JSON object on standard output.")
    var json = false

    @Option(help: "Threads; all cores and one unless given.")
    var threads: String?

    @Option(help: "Seconds that each operation is repeated for; the fastest call counts.")
    var seconds: Double = 0.3

    @Option(help: "Mel frames of a section.")
    var frames: Int = 936

    private static let secondsRange = 0.001...10.0
    private static let frameRange = 8...4096

    private static let sizes = FastSAGConfiguration.compact.sizes

    /// Numbers of threads to measure with.
    private func threadCounts() throws -> [Int] {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return try NumberList.parse(threads ?? "\(cores),1", "--threads", in: 1...cores)
    }

    func validate() throws {
        _ = try threadCounts()
        guard Self.secondsRange.contains(seconds) else {
            throw ValidationError(
                String(
                    format: "--seconds must be %g to %g, not %g", Self.secondsRange.lowerBound,
                    Self.secondsRange.upperBound, seconds))
        }
        guard Self.frameRange.contains(frames), frames % Self.sizes.patch == 0 else {
            throw ValidationError(
                "--frames must be \(Self.frameRange.lowerBound) to \(Self.frameRange.upperBound) and a multiple of "
                    + "\(Self.sizes.patch), not \(frames)")
        }
    }

    func run() throws {
        let isReduced = try Engine.supportsReducedPrecision(on: .cpu)
        let kernels = try Kernel.all(
            Self.sizes, vocoder: VocosConfiguration(), frames: frames, reducedPrecision: isReduced)
        var report = KernelReport(engine: try Engine.version(), hasBfloat16: isReduced, rates: [])
        let line = ProgressLine()
        defer { line.clear() }
        try Engine.withGradients(false) {
            for count in try threadCounts() {
                try Engine.setThreads(count)
                var best = 0.0
                for kernel in kernels {
                    line.show("\(kernel.name), \(count) thread(s)")
                    let time = try fastest(kernel)
                    let rate = kernel.gigaflop / time
                    // the square product comes first
                    if best == 0 { best = rate }
                    report.rates.append(
                        .init(
                            kernel: kernel.name, shape: kernel.shape, threads: count, microseconds: time * 1e6,
                            gigaflops: rate, share: rate / best))
                }
            }
        }
        line.clear()
        try StandardOutput.line(json ? jsonLine(report) : report.table)
    }

    /// Seconds of the fastest call after one to warm up.
    private func fastest(_ kernel: Kernel) throws -> Double {
        let clock = ContinuousClock()
        try kernel.call()
        let end = clock.now + .seconds(seconds)
        var best = try clock.measure { try kernel.call() }
        while clock.now < end { best = min(best, try clock.measure { try kernel.call() }) }
        return max(best / .seconds(1), 1e-9)
    }
}

/// What `bench kernels` found.
struct KernelReport: Codable {
    struct Rate: Codable {
        var kernel: String
        var shape: String
        /// Of the engine.
        var threads: Int
        /// Of the fastest call.
        var microseconds: Double
        /// 1e9 operations a second, a multiply-accumulate being two.
        var gigaflops: Double
        /// Of the square product in single precision with as many threads.
        var share: Double
    }

    /// libtorch's version.
    var engine: String
    var hasBfloat16: Bool
    var rates: [Rate]

    var table: String {
        let lines = rates.map { rate in
            rate.kernel.padding(toLength: 30, withPad: " ", startingAt: 0)
                + rate.shape.padding(toLength: 36, withPad: " ", startingAt: 0)
                + String(
                    format: "%4d %10.0f us %8.1f %6.0f %%", rate.threads, rate.microseconds, rate.gigaflops,
                    100 * rate.share)
        }
        let head =
            "kernel".padding(toLength: 30, withPad: " ", startingAt: 0)
            + "shape".padding(toLength: 36, withPad: " ", startingAt: 0) + "thr.          time  GFLOP/s of sgemm"
        let note = hasBfloat16 ? "" : "\nThis processor has no bfloat16."
        return ([head] + lines).joined(separator: "\n") + "\nlibtorch \(engine), the fastest call of each" + note
    }
}
