import ArgumentParser
import AudioFiles
import Foundation
import Sentences
import Signal
import Songs

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write takes of a song as sound files, mixed as in the workstation.",
        discussion: """
            Writes <title>-<take>-mix.wav and so on into the output folder, once all of a take's files are complete; \
            older files of the same names are replaced then. What you hear in the workstation is what is exported, to \
            the sample: gain, pan, mute, solo and master as the song has them. Stems and the vocal have the master's \
            gain but not its limiter: without the limiter they sum to the mix. The recipe is inside each file. The song \
            may be open in the workstation meanwhile; it is only read.
            """)

    @Argument(help: ArgumentHelp("The song's folder, or the vocal it was made from.", valueName: "song"))
    var song: String

    @Option(
        help: """
            Which takes: numbers like 2 or 1,3, starred, all, or vocal for the vocal alone; unless given, what sounds in \
            the workstation, else the newest. Each sounds with what other lanes play.
            """)
    var take: String?

    @Option(help: "What to write: mix, stems, accompaniment, vocal, or several with commas.")
    var what: String = "mix"

    @Option(help: "wav16, wav24, wav32 (floating point), flac16 or flac24.")
    var format: String = "wav24"

    @Option(help: "Sample rate: song, take, or hertz like 44100 or 48000.")
    var rate: String = "song"

    // without this, -14 would be taken for an option
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Bring the mix to this loudness, all files alike.", valueName: "LUFS"))
    var loudness: Double?

    @Flag(help: "Hold true peaks of mix and accompaniment under -1 dBTP, also where the song's limiter is off.")
    var limiter = false

    @Flag(name: .customLong("no-dither"), help: "Round to 16 or 24 bit without dither.")
    var isUndithered = false

    @Flag(help: "Only the song's loop.")
    var loop = false

    @Option(help: ArgumentHelp("Where the files go.", valueName: "folder"))
    var out: String = "."

    @Flag(help: "One JSON object a take on standard output.")
    var json = false

    func validate() throws { _ = try OutputFolder.url(out) }

    func run() throws {
        let folder = try SongFolder.open(try place(), access: .readOnly)
        for notice in folder.notices { warn(notice) }
        let song = folder.song
        let settings = try settings(song)
        let interruption = Interruption()
        do {
            let vocal = try folder.vocal(of: song)
            for audition in try auditions(song) {
                try export(audition, of: song, folder, vocal: vocal, settings: settings, interruption)
            }
        } catch is Interruption.Caught {
            // nothing is left behind; whoever waits shall see what ended it
            interruption.pass()
        }
    }

    private func export(
        _ audition: Audition?, of song: Song, _ folder: SongFolder, vocal: AudioBuffer?, settings: ExportSettings,
        _ interruption: Interruption
    ) throws {
        let exporter = try Exporter(song, audition: audition, settings: settings)
        let sounds = try folder.sounds(of: audition.map(song.listening) ?? song)
        let report = try exporter.export(
            vocal: vocal, takes: sounds.takes, parts: sounds.parts, to: OutputFolder.url(out)
        ) { _ in
            try interruption.check()
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try StandardOutput.json(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            for file in report.files { try StandardOutput.line(Self.sentence(file)) }
            for notice in report.notices { warn(notice) }
        }
    }

    private static func sentence(_ file: ExportReport.File) -> String {
        let loudness = file.loudness.map { String(format: "%.1f LUFS", $0) } ?? "too quiet to measure"
        let peak = file.truePeak.map { String(format: ", peak %.1f dBTP", $0) } ?? ""
        return "\(file.path): \(loudness)\(peak)\(file.replacedAnother ? ", replaced an older file" : "")"
    }

    /// The folder; for a vocal that of its song.
    private func place() throws -> URL {
        let url = URL(fileURLWithPath: song)
        var status = stat()
        guard stat(url.path, &status) == 0 else { throw AudioFileError.missing(url) }
        return status.st_mode & S_IFMT == S_IFDIR ? url : SongPlace.folder(for: url)
    }

    private func settings(_ song: Song) throws -> ExportSettings {
        let parts = try what.split(separator: ",").map { word in
            let name = word.trimmingCharacters(in: .whitespaces)
            guard let part = ExportSettings.Part(rawValue: name) else {
                throw ValidationError("--what takes mix, stems, accompaniment and vocal, not \(name.quoted)")
            }
            return part
        }
        guard let format = AudioFileFormat(rawValue: format == "wav32" ? "wavFloat" : format) else {
            throw ValidationError("--format is wav16, wav24, wav32, flac16 or flac24, not \(format.quoted)")
        }
        let rate: ExportSettings.Rate
        switch self.rate {
        case "song": rate = .song
        case "take": rate = .take
        default:
            guard let hertz = Double(self.rate) else {
                throw ValidationError("--rate is song, take or a number of hertz, not \(self.rate.quoted)")
            }
            rate = .hertz(hertz)
        }
        if loop, song.loop == nil { throw ValidationError("this song has no loop; set one in the workstation") }
        return ExportSettings(
            parts: Set(parts), format: format, rate: rate, loudness: loudness,
            limiterCeiling: limiter ? song.master.limiterCeiling ?? MasterSettings.usualCeiling : nil,
            isDithered: !isUndithered, range: loop ? song.loop : nil)
    }

    /// What to listen to, one after the other; nil is what sounds in the workstation.
    private func auditions(_ song: Song) throws -> [Audition?] {
        switch take {
        case nil:
            if song.lanes.contains(where: { $0.activeTake != nil }) { return [nil] }
            return [song.allTakes.last.map { .take($0.id) } ?? .vocal]
        case "vocal": return [.vocal]
        case "all":
            guard !song.allTakes.isEmpty else { throw ValidationError("this song has no takes yet") }
            return song.allTakes.map { .take($0.id) }
        case "starred":
            let starred = song.allTakes.filter(\.isStarred)
            guard !starred.isEmpty else { throw ValidationError("no take of this song is starred") }
            return starred.map { .take($0.id) }
        case let text?:
            // all are checked before the first is written
            return try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
                guard let id = Int(word.trimmingCharacters(in: .whitespaces)) else {
                    throw ValidationError("--take is a number, starred, all or vocal, not \(word.quoted)")
                }
                guard song[take: id] != nil else { throw ExportError.noTake(id) }
                return .take(id)
            }
        }
    }

    private func warn(_ sentence: String) {
        StandardError.line("backline: \(sentence)")
    }
}
