import ArgumentParser
import AudioFiles
import Foundation
import Interface
import Signal
import Terminal

struct BenchInterfaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interface", abstract: "Measure how fast the screen answers and what it costs.",
        discussion: """
            Starts this program on a pseudo-terminal of 120 x 40 with a vocal of five minutes: time from exec to the \
            first frame (median of 7), time to draw and send a frame while playing (mean), time from a key to its \
            letter on the terminal while a take is generated (median of 40), time from a piano key to its sound's write to \
            ALSA while the song plays (median and worst of 40; a card's own buffer of 80 ms comes on top), time that a \
            section of a growing take costs in the first and in the last third of the song, processor time while idle \
            with the models loaded, and resident memory before they are.
            """)

    @Flag(help: "One JSON object on standard output.")
    var json = false

    @Option(help: "Minutes of the vocal.")
    var minutes: Double = 5

    private static let rows = 40
    private static let columns = 120

    func run() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("backline-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder that stays does no harm
        let vocal = folder.appendingPathComponent("bench.wav")
        try AudioWriter.write(BenchVocal.sung(minutes: minutes), to: vocal, format: .wav24)
        let environment = [
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": folder.path,
            "XDG_STATE_HOME": folder.path,
        ]
        func start(_ options: [String] = []) throws -> TerminalProgram {
            try TerminalProgram(
                ["open", vocal.path] + options, environment: environment, rows: Self.rows, columns: Self.columns)
        }

        var report = InterfaceReport()
        let busy = try start()
        try busy.wait(for: Self.heard)
        try busy.read(for: .seconds(3))
        report.idleCPUPercent = try idlePercent(of: busy)
        report.keyLatencyMilliseconds = try latencies(of: busy).median
        busy.end()
        report.firstFrameMilliseconds = try (0..<7).map { _ in
            let program = try start(["--lazy"])
            defer { program.end() }
            return try (program.wait(for: Self.hint) - program.started) / .milliseconds(1)
        }.median
        let still = try start(["--lazy"])
        try still.wait(for: Self.key)
        try still.read(for: .seconds(4))
        report.memoryMegabytes = try still.residentMegabytes()
        still.end()
        report.frameMilliseconds = try FrameBench(
            vocal: vocal, rows: Self.rows, columns: Self.columns, state: folder
        ).meanMilliseconds()
        let notes = try NoteBench(vocal: vocal, rows: Self.rows, columns: Self.columns, state: folder).milliseconds()
        let sections = try SectionBench(vocal: vocal, state: folder).milliseconds()
        (report.firstSectionsMilliseconds, report.lastSectionsMilliseconds) = (sections.first, sections.last)
        report.noteLatencyMilliseconds = notes.median
        report.worstNoteLatencyMilliseconds = notes.max() ?? 0
        try StandardOutput.line(json ? jsonLine(report) : report.sentence)
    }

    /// What the screen says once the vocal has been heard, and what its first frame says.
    private static let heard = "BPM"
    private static let key = "BPM"
    private static let hint = "generate"

    private func idlePercent(of program: TerminalProgram) throws -> Double {
        let seconds = 10.0
        let before = try program.processorSeconds()
        try program.read(for: .seconds(seconds))
        return (try program.processorSeconds() - before) / seconds * 100
    }

    /// Letters that no panel shows are typed into the command palette while a take is generated.
    private func latencies(of program: TerminalProgram) throws -> [Double] {
        try program.send("g")
        try program.wait(for: "step")
        try program.send(":")
        try program.read(for: .seconds(1))
        return try (0..<40).map { index in
            let letter = ["Q", "Z", "X", "J"][index % 4]
            let sent = ContinuousClock.now
            try program.send(letter)
            let shown = try program.wait(for: letter)
            try program.send("\u{15}")
            // unlike a machine, a person does not type within the frame
            try program.read(for: .milliseconds(120 + 7 * (index % 5)))
            return (shown - sent) / .milliseconds(1)
        }
    }
}

/// What `bench interface` found.
struct InterfaceReport: Codable {
    var firstFrameMilliseconds = 0.0
    var frameMilliseconds = 0.0
    var keyLatencyMilliseconds = 0.0
    /// From a piano key to the write of its sound to ALSA.
    var noteLatencyMilliseconds = 0.0
    var worstNoteLatencyMilliseconds = 0.0
    /// What a section of a growing take costs, in the first and in the last third of the song.
    var firstSectionsMilliseconds = 0.0
    var lastSectionsMilliseconds = 0.0
    var idleCPUPercent = 0.0
    var memoryMegabytes = 0.0

    var sentence: String {
        String(
            format:
                "first frame %.0f ms, a frame %.2f ms, key to screen %.1f ms, piano key to ALSA %.1f ms (worst %.1f ms), a section %.1f ms at first and %.1f ms at last, idle %.2f %% of a core, %.0f MB",
            firstFrameMilliseconds, frameMilliseconds, keyLatencyMilliseconds, noteLatencyMilliseconds,
            worstNoteLatencyMilliseconds, firstSectionsMilliseconds, lastSectionsMilliseconds, idleCPUPercent,
            memoryMegabytes)
    }
}

extension [Double] {
    /// The upper one of the two in the middle; 0 of none.
    var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
