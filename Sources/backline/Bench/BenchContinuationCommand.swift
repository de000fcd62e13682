import ArgumentParser
import Foundation

struct BenchContinuationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "continuation",
        abstract: "Measure how fast a band goes on, and whether playback ever waits for it.",
        discussion: """
            Lets MeLoDy go on after a synthetic recording, each measurement in a process of its own: seconds to the first \
            sound, passes through networks, memory after each minute; and, in the same run, a token-by-token generator \
            of MusicLM's rates with untrained weights. --played plays what comes as a jam does and says for how long \
            there was nothing to play.
            """)

    @Option(help: "Seconds that are added.")
    var lengths: String = "10,30"

    @Option(help: "Threads; all cores unless given.")
    var threads: Int?

    @Flag(help: "Play what comes, in real time.")
    var played = false

    @Flag(inversion: .prefixedNo, help: "The token-by-token generator.")
    var baseline = true

    @Flag(help: "One JSON object on standard output.")
    var json = false

    /// Seconds that the token-by-token generator really makes.
    private static let baselineSeconds = 10.0

    func validate() throws {
        _ = try NumberList.parse(lengths, "--lengths", in: 1...ContinueCommand.longest)
        let cores = ProcessInfo.processInfo.activeProcessorCount
        if let threads, !(1...cores).contains(threads) {
            throw ValidationError("--threads must be 1 to \(cores), not \(threads)")
        }
    }

    func run() throws {
        let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        let report = ContinuationReport(
            rows: try NumberList.parse(lengths, "--lengths", in: 1...ContinueCommand.longest).map { seconds in
                let figures = try ContinuationProbe(seconds: seconds, threads: threads, isPlayed: played)
                    .measureApart()
                guard baseline, !played else { return .init(melody: figures, cascade: nil) }
                let cascade = CascadeProbe(
                    size: .compact, seconds: seconds, secondsMeasured: min(seconds, Self.baselineSeconds),
                    threads: [threads, 1])
                return .init(melody: figures, cascade: try cascade.measureApart())
            })
        try StandardOutput.line(json ? jsonLine(report) : report.table)
    }
}

/// What `bench continuation` found.
struct ContinuationReport: Codable {
    struct Row: Codable {
        var melody: ContinuationProbe.Figures
        /// Of as many seconds; its codec's decoder is left out, which is in its favour.
        var cascade: CascadeProbe.Figures?
        /// Share of the cascade's passes that are saved.
        var passesSaved: Double?
        /// Times that it is faster than the cascade.
        var ratio: Double?

        init(melody: ContinuationProbe.Figures, cascade: CascadeProbe.Figures?) {
            self.melody = melody
            self.cascade = cascade
            passesSaved = cascade.map { 1 - Double(melody.passes) / Double($0.passes) }
            ratio = cascade.map { $0.totalSeconds / melody.totalSeconds }
        }
    }

    var rows: [Row]

    var table: String {
        rows.map { row in
            let figures = row.melody
            var lines = [
                String(
                    format:
                        "%g s added: first sound after %.2f s, whole %.2f s (%.3f of real time), %d passes, %.0f MB",
                    figures.seconds, figures.firstSoundSeconds, figures.totalSeconds, figures.realTimeFactor,
                    figures.passes, figures.peakMegabytes)
            ]
            let stages = figures.stageSeconds.sorted { $0.key < $1.key }
            lines.append("  " + stages.map { String(format: "%@ %.2f s", $0.key, $0.value) }.joined(separator: ", "))
            if let cascade = row.cascade, let saved = row.passesSaved, let ratio = row.ratio {
                lines.append(
                    String(
                        format:
                            "  token by token (MusicLM's rates, untrained, %.1f M parameters%@): %.1f s, %d passes: "
                            + "%.1f %% of the passes saved, %.1f times faster",
                        Double(cascade.parameters) / 1e6,
                        cascade.secondsMeasured < cascade.seconds
                            ? String(format: ", told from %g s", cascade.secondsMeasured) : "", cascade.totalSeconds,
                        cascade.passes, 100 * saved, ratio))
            }
            if !figures.minuteMegabytes.isEmpty {
                lines.append(
                    "  resident after each minute, MB: "
                        + figures.minuteMegabytes.map { String(format: "%.0f", $0) }.joined(separator: " "))
            }
            if row.cascade == nil, figures.leastAheadSeconds != 0 {
                lines.append(
                    String(
                        format: "  played: nothing to play for %.2f s, at least %.1f s ahead", figures.starvedSeconds,
                        figures.leastAheadSeconds))
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
