import ArgumentParser
import Foundation
import SING

struct NotesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notes", abstract: "Play a MIDI file by neural instruments into an audio file.",
        discussion: """
            Standard MIDI Files of format 0 and 1. Every channel is played by the instrument of its General MIDI program, \
            or all of them by --instrument; the drum channel is left out.
            """)

    @Argument(help: ArgumentHelp("The MIDI file.", valueName: "song"))
    var song: String

    @Option(help: "Play everything by this instrument; `backline instruments` lists them.")
    var instrument: String?

    @Option(help: ArgumentHelp("The audio file, WAV or FLAC.", valueName: "file"))
    var out: String

    @OptionGroup var options: InstrumentOptions

    func run() throws {
        _ = try PlayedFile.format(of: out)
        let song = try MIDISong(song)
        let player = try options.load()
        let (parts, remarks) = song.parts(for: player, instrument: try instrument.map { try player.number(of: $0) })
        for remark in remarks { tell(remark) }
        let line = ProgressLine()
        defer { line.clear() }
        let samples = try player.render(parts) { line.show("\(Int(100 * $0)) % of the notes made") }
        line.clear()
        let lowered = try PlayedFile.write(samples, sampleRate: player.sampleRate, to: out)
        if lowered > 0 { tell(String(format: "brought down by %.1f dB to stay under full scale", lowered)) }
    }

    private func tell(_ remark: String) {
        StandardError.line("backline: \(remark)")
    }
}
