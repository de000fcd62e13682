import ArgumentParser
import Foundation
import SING
import Tensors

struct BenchSingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sing", abstract: "Measure how fast the neural instruments make notes.",
        discussion: """
            Notes of 3 s by many instruments, made together on all cores, and one short note alone, as a key wants it. \
            The fastest of the repetitions counts.
            """)

    @Flag(help: "One JSON object on standard output.")
    var json = false

    @Option(help: "Notes made together.")
    var notes: Int = 64

    @Option(help: "Repetitions after one to warm up.")
    var repetitions: Int = 5

    @Option(help: "Threads; all cores unless given.")
    var threads: Int?

    @OptionGroup var options: InstrumentOptions

    private struct Report: Encodable {
        /// Seconds of sound made in a second.
        let secondsPerSecond: Double
        let notes: Int
        let threads: Int
        /// From numbers to samples of a note of half a second, alone.
        let noteMilliseconds: Double
        /// From the file to a player.
        let loadMilliseconds: Double
        /// Of the weights' file.
        let megabytes: Double

        var table: String {
            String(
                format: """
                    %.0f s of sound a second (%d notes together, %d threads)
                    a note of 0.5 s alone: %.1f ms; loading: %.0f ms; weights: %.1f MB
                    """, secondsPerSecond, notes, threads, noteMilliseconds, loadMilliseconds, megabytes)
        }
    }

    private static let cores = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        if let threads, !(1...Self.cores).contains(threads) {
            throw ValidationError("--threads must be 1 to \(Self.cores), not \(threads)")
        }
        guard (1...4096).contains(notes) else { throw ValidationError("--notes must be 1 to 4096, not \(notes)") }
        guard (1...1000).contains(repetitions) else {
            throw ValidationError("--repetitions must be 1 to 1000, not \(repetitions)")
        }
    }

    func run() throws {
        let threads = threads ?? Self.cores
        try Engine.start()
        try Engine.setThreads(threads)
        let clock = ContinuousClock()
        let begin = clock.now
        let player = try options.load()
        let loading = begin.duration(to: clock.now)
        let pitches = Array(player.pitches)
        let requests = (0..<notes).map { number in
            SINGInstrument.Request(
                instrument: number * 7 % player.names.count, pitch: pitches[number * 11 % pitches.count],
                velocity: 40 + number % 80, seconds: SINGInstrument.held)
        }
        func fastest(_ body: () throws -> Void) rethrows -> Double {
            try body()
            return try (0..<repetitions).map { _ in try clock.measure { try body() } / .seconds(1) }.min() ?? 0
        }
        var made = 0
        let time = try fastest { made = try player.notes(requests).reduce(0) { $0 + $1.count } }
        var short = requests[0]
        short.seconds = 0.5
        let alone = try fastest { _ = try player.notes([short]) }
        let file = options.weights.map { URL(fileURLWithPath: $0) } ?? TrainedSING.bundledWeights
        let bytes = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0
        let report = Report(
            secondsPerSecond: Double(made) / player.sampleRate / time, notes: notes, threads: threads,
            noteMilliseconds: alone * 1000, loadMilliseconds: loading / .milliseconds(1),
            megabytes: Double(bytes) / 1e6)
        try StandardOutput.line(json ? jsonLine(report) : report.table)
    }
}
