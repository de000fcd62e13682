import ArgumentParser
import Foundation

struct InstrumentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instruments", abstract: "List the neural instruments by name, with their General MIDI programs.")

    @Flag(help: "One JSON object on standard output.")
    var json = false

    @OptionGroup var options: InstrumentOptions

    private struct Entry: Encodable {
        let name: String
        /// General MIDI, 1 to 128.
        let program: Int
    }

    func run() throws {
        let catalogue = try options.load().catalogue
        let entries = zip(catalogue.instruments, catalogue.programs).map { Entry(name: $0, program: $1 + 1) }
        if json { return try StandardOutput.json(try jsonLine(["instruments": entries])) }
        try StandardOutput.line(entries.map { String(format: "%4d  ", $0.program) + $0.name }.joined(separator: "\n"))
    }
}
