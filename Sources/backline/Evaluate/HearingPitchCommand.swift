import ArgumentParser
import Foundation
import Suites

struct HearingPitchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pitch", abstract: "Measure how the pitch of vocals agrees with what another program heard.")

    @Argument(help: ArgumentHelp("Vocals: WAV, AIFF, FLAC, OGG or MP3.", valueName: "vocal"))
    var vocals: [String]

    @Option(
        help: ArgumentHelp(
            "The other program's pitch of each vocal, in NAME.csv with the columns time, hertz and voiced.",
            valueName: "folder"))
    var reference: String

    @Flag(help: "One JSON object a vocal instead of a line.")
    var json = false

    func run() throws {
        for path in vocals {
            let report = try PitchReport(path, references: URL(fileURLWithPath: reference))
            try StandardOutput.line(json ? try jsonLine(report) : report.sentence)
        }
    }
}
