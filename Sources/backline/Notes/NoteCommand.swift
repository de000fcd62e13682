import ArgumentParser
import Foundation
import Music
import SING

struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Play one note by a neural instrument into a file.")

    @Option(help: "The instrument; `backline instruments` lists them.")
    var instrument: String

    @Option(help: "As C4 (middle C), F#3, Bb2, or a MIDI number.")
    var pitch: String

    @Option(help: "How hard the key is struck, 1 to 127.")
    var velocity: Int = 100

    @Option(help: "Seconds until the key is let go.")
    var seconds: Double = 2

    @Option(help: ArgumentHelp("The audio file, WAV or FLAC.", valueName: "file"))
    var out: String

    @OptionGroup var options: InstrumentOptions

    func run() throws {
        guard let pitch = PitchName.pitch(pitch) else {
            throw ValidationError("--pitch must be a note as C4, F#3 or Bb2, or a MIDI number, not \(self.pitch)")
        }
        _ = try PlayedFile.format(of: out)
        let player = try options.load()
        let samples = try player.note(instrument: instrument, pitch: pitch, velocity: velocity, seconds: seconds)
        _ = try PlayedFile.write(samples, sampleRate: player.sampleRate, to: out)
    }
}
