import ArgumentParser
import Evaluation
import Foundation
import Listener

struct HearingRobustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "robust",
        abstract: "Hear voices by the ways they may come, and tell whether each stays one song.",
        discussion: """
            As they are, as FLAC, as Opus at 32 kbit/s (where ffmpeg is installed), at 8 kHz and in a room with noise: one \
            tempo within 1 % and one key.
            """)

    @Argument(help: ArgumentHelp("Voices: WAV, AIFF, FLAC, OGG or MP3.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Encoder weights instead of those that come with the program.", valueName: "file"))
    var encoder: String?

    @Flag(help: "One JSON object a voice instead of a table.")
    var json = false

    func run() throws {
        let listener = try VocalListener.bundled(encoder: encoder.map { URL(fileURLWithPath: $0) })
        for file in files {
            let report = try RobustnessReport(URL(fileURLWithPath: file), listener: listener)
            try StandardOutput.line(json ? try jsonLine(report) : report.table)
        }
    }
}
