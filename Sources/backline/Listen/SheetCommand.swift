import ArgumentParser
import AudioFiles
import Charts
import Foundation
import Listener
import Music
import Recipes
import Signal
import Songs

struct SheetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "Write the song down: chords on paper, ChordPro, MusicXML or MIDI.",
        discussion: """
            Of a recording what is heard in it, with what is typed (tempo, key, metre, first downbeat, chords) as it is; of a \
            song's folder its lead sheet, its sections and its vocal's melody. MIDI is aligned to the recording and to \
            exported WAVs: tempo map, metres, key, chords as markers and as a track, the melody.
            """)

    enum Form: String, CaseIterable, ExpressibleByArgument {
        case text, chordpro, musicxml, midi

        var ending: String {
            switch self {
            case .text: "txt"
            case .chordpro: "cho"
            case .musicxml: "musicxml"
            case .midi: "mid"
            }
        }
    }

    @Argument(help: ArgumentHelp("A recording, or a song's folder.", valueName: "audio or song"))
    var source: String

    @Option(name: .customLong("as"), help: "text, chordpro, musicxml or midi.")
    var form: Form = .text

    @Option(
        help: ArgumentHelp(
            "Where it goes; without it text, ChordPro and MusicXML go to standard output.", valueName: "file"))
    var out: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Semitones up.", valueName: "semitones"))
    var transpose = 0

    @Option(help: ArgumentHelp("Chords as they are gripped behind a capo (text, chordpro).", valueName: "fret"))
    var capo = 0

    @OptionGroup var given: ConstraintOptions

    private static let semitones = -24...24
    private static let frets = 0...11

    func validate() throws {
        guard Self.semitones.contains(transpose) else {
            throw ValidationError("--transpose must be -24 to 24, not \(transpose)")
        }
        guard Self.frets.contains(capo) else { throw ValidationError("--capo must be 0 to 11, not \(capo)") }
        guard capo == 0 || form == .text || form == .chordpro else {
            throw ValidationError("--capo is for text and chordpro; transpose \(form.rawValue) with --transpose")
        }
        guard form != .midi || out != nil else {
            throw ValidationError("MIDI goes into a file: add --out NAME.mid")
        }
    }

    func run() throws {
        let chart = try chart().transposed(by: transpose)
        let data =
            switch form {
            case .text: Data(TextChart(chart, capo: capo).text.utf8)
            case .chordpro: Data(ChordProChart(chart, capo: capo).text.utf8)
            case .musicxml: Data(MusicXMLChart(chart).text.utf8)
            case .midi: MIDIChart(chart).data
            }
        guard let out else { return try StandardOutput.line(String(decoding: data.dropLast(), as: UTF8.self)) }
        try AtomicFile.write(data, to: URL(fileURLWithPath: out))
        try StandardOutput.line(out)
    }

    private func chart() throws -> SongChart {
        let url = URL(fileURLWithPath: source)
        var recipe = Recipe()
        try given.apply(to: &recipe)
        try recipe.validate()
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue {
            return try chart(of: SongFolder.open(url, access: .readOnly), recipe.constraints)
        }
        let audio = try AudioReader.toldRecording(url, longest: GenerateCommand.longestVocal)
        let heard: Heard
        do {
            heard = try VocalListener.bundled().listen(to: audio, constraints: recipe.constraints)
        } catch {
            throw HearingError(path: source, reason: String(describing: error))
        }
        return SongChart(
            title: url.deletingPathExtension().lastPathComponent, leadSheet: heard.leadSheet,
            melody: SungNote.played(heard.notes, tuning: heard.leadSheet.tuning ?? .standard))
    }

    private func chart(of folder: SongFolder, _ constraints: ListeningConstraints) throws -> SongChart {
        let song = folder.song
        let marks = song.marks.map { (name: $0.name, time: $0.time) }
        let hearing = VocalHearing(try VocalListener.bundled())
        guard let vocal = try folder.vocal(of: song) else {
            guard let sheet = song.sheet?.leadSheet else {
                throw ValidationError("\(source) has neither a vocal nor a lead sheet: there is nothing to write down")
            }
            return SongChart(title: song.title, leadSheet: sheet, sections: marks)
        }
        // a song that nobody has heard yet, and what is typed over its sheet, are heard now
        let sheet = constraints == ListeningConstraints() ? song.sheet?.leadSheet : nil
        let heard = try sheet ?? hearing.listen(to: vocal, constraints: constraints).leadSheet
        let notes = try hearing.notes(of: vocal)
        return SongChart(
            title: song.title, leadSheet: heard, melody: SungNote.played(notes, tuning: heard.tuning ?? .standard),
            sections: marks)
    }
}
