import ArgumentParser
import Foundation
import Suites

struct EvaluateTakesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "takes", abstract: "Make a take of each vocal and check it by itself.",
        discussion: """
            Of every system a line: loudness, true peak, bandwidth, how much the band favours the sung pitch class \
            (harmony z), what was heard, and what it cost in time and memory.
            """)

    @Argument(help: ArgumentHelp("Vocals: WAV, AIFF, FLAC, OGG or MP3.", valueName: "vocal"))
    var vocals: [String]

    @Option(help: ArgumentHelp("Write takes and pictures of their spectrograms here.", valueName: "folder"))
    var out: String?

    @Flag(help: "One JSON object a take instead of a line.")
    var json = false

    @OptionGroup(title: "Takes")
    var takes: TakeOptions

    func run() throws {
        let systems = try takes.systems()
        for path in vocals {
            for system in systems {
                let report = try VocalReport(path, system: system, out: out.map { URL(fileURLWithPath: $0) })
                try StandardOutput.line(json ? try jsonLine(report) : report.sentence)
            }
        }
    }
}
