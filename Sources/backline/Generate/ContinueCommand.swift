import ArgumentParser
import AudioFiles
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Songs

struct ContinueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "continue", abstract: "Go on where a recording ends: in its tempo, its key and its chords.",
        discussion: """
            Reads a recording of a band (or of anything with a beat) and hears its beats and chords, or takes all that \
            sounds in a song's folder besides its vocal, with the song's lead sheet, and plays on from its end. Writes whole.wav, the recording with what follows it, continuation.wav, what follows alone, and \
            recipe.json. What is typed (tempo, key, chords) is kept; chords go through the last eight bars again. The \
            same recipe gives the same bytes.
            """)

    @Argument(
        help: ArgumentHelp("A recording (WAV, AIFF, FLAC, OGG, MP3), or a song's folder.", valueName: "audio or song"))
    var source: String

    @Option(help: "How long it goes on.")
    var seconds: Double = 30

    @Option(help: ArgumentHelp("Where the sounds go.", valueName: "folder"))
    var out: String

    @OptionGroup var options: RecipeOptions

    @Flag(help: "No progress.")
    var quiet = false

    /// Seconds.
    static let longest = 1200.0

    func validate() throws {
        guard (1...Self.longest).contains(seconds) else {
            throw ValidationError("--seconds must be 1 to \(Int(Self.longest)), not \(seconds.formatted())")
        }
    }

    func run() throws {
        var options = options
        options.system = options.system ?? MeLoDyGenerator.description.name
        let recipe = try options.made()
        guard recipe.system == MeLoDyGenerator.description.name else {
            throw ValidationError(
                "\(recipe.system) does not go on by itself; choose \(MeLoDyGenerator.description.name)")
        }
        let url = URL(fileURLWithPath: source)
        let (audio, written) = try sound(url)
        let folder = URL(fileURLWithPath: out)
        let hearing = VocalHearing(try VocalListener.bundled())
        let bar = ProgressBar(label: url.lastPathComponent, shown: !quiet)
        defer { bar.finish() }
        let made: MadeTake
        let whole: AudioBuffer
        let continuation: Continuation
        let heard: LeadSheet
        do {
            heard =
                try recipe.leadSheet ?? written
                ?? hearing.order(TakeOrder(vocal: audio, recipe: recipe)).heard.leadSheet
            continuation = Continuation(of: audio, heard, seconds: seconds, recipe: recipe)
            let system = try SystemRegistry.standard.load(recipe.system)
            made = try system.take(continuation.order, hearing: hearing, into: BarSink(bar: bar)).take
            whole = try continuation.joined(audio, made)
        } catch {
            throw ContinuationError(path: source, reason: String(describing: error))
        }
        bar.finish()
        var own = recipe
        own.leadSheet = heard
        let record = TakeRecord(
            recipe: own, vocal: url.lastPathComponent, modelHash: made.modelHash, leadSheet: made.leadSheet)
        let after = whole.slice(from: audio.duration, to: whole.duration)
        let files = try MelodyFiles(folder: folder, record: record)
            .write([("whole.wav", whole), ("continuation.wav", after)])
        for file in files where !quiet { try StandardOutput.line(file.path) }
    }

    /// What goes on, and the lead sheet that a song has of it.
    private func sound(_ url: URL) throws -> (AudioBuffer, LeadSheet?) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
            return (try AudioReader.read(url, longest: GenerateCommand.longestVocal), nil)
        }
        let folder = try SongFolder.open(url, access: .readOnly)
        let sounds = try folder.sounds(of: folder.song)
        let context = try folder.song.context(
            besides: Lane.vocal, vocal: folder.vocal(of: folder.song), takes: sounds.takes, parts: sounds.parts)
        guard let context else {
            throw ValidationError("nothing sounds in \(url.path) besides its vocal: make a take first")
        }
        return (context.sound, folder.song.sheet?.leadSheet)
    }
}

/// A recording that can't be continued.
private struct ContinuationError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(path) can't be continued: \(reason)" }
}
