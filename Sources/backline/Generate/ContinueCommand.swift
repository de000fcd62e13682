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
            sounds in a song's folder besides its vocal, with the song's lead sheet, and plays on from its end. Writes \
            whole.wav, the recording with what follows it, continuation.wav, what follows alone, and recipe.json. What is typed (tempo, key, chords) is kept; chords go through the last eight bars again. The \
            same recipe gives the same bytes.
            """)

    @Argument(
        help: ArgumentHelp("A recording (WAV, AIFF, FLAC, OGG, MP3), or a song's folder.", valueName: "audio or song"))
    var source: String

    @Option(help: "How long it goes on; without it as long as the recipe, else 30 s.")
    var seconds: Double?

    @Option(help: ArgumentHelp("Where the sounds go.", valueName: "folder"))
    var out: String

    @Option(help: "Words that lead the band from here on; without them it plays on as it is.")
    var prompt: String?

    @OptionGroup var options: RecipeOptions

    @Flag(help: "No progress.")
    var quiet = false

    /// Seconds.
    private static let usual = 30.0
    static let longest = TakeOrder.longestExtension

    func validate() throws {
        _ = try OutputFolder.url(out)
        if let seconds, !(1...Self.longest).contains(seconds) {
            throw ValidationError("--seconds must be 1 to \(Int(Self.longest)), not \(seconds.formatted())")
        }
    }

    func run() throws {
        var options = options
        options.system = options.system ?? MeLoDyGenerator.description.name
        var recipe = try options.made()
        guard recipe.system == MeLoDyGenerator.description.name else {
            throw ValidationError(
                "\(recipe.system) does not go on by itself; choose \(MeLoDyGenerator.description.name)")
        }
        guard recipe.from == nil, recipe.to == nil, recipe.preRoll == nil, recipe.tail == nil else {
            throw ValidationError(
                "a continuation begins where the recording ends: leave out --from, --to, --pre-roll and --tail")
        }
        let seconds = seconds ?? recipe.reroll.map { $0.upperBound - $0.lowerBound } ?? Self.usual
        recipe = recipe.fromNoise
        if let prompt {
            let facts = try recipe.lead(by: prompt).facts
            if facts.tempo != nil || facts.key != nil || facts.meter != nil {
                StandardError.line("the band goes on in the recording's own tempo, metre and key, not in the prompt's")
            }
        }
        let url = URL(fileURLWithPath: source)
        let (audio, written) = try sound(url)
        let folder = try OutputFolder.url(out)
        try TakeFolder(folder).check()
        let hearing = VocalHearing(try VocalListener.bundled())
        let bar = ProgressBar(label: url.lastPathComponent, shown: !quiet)
        defer { bar.finish() }
        let continuation: Continuation
        let heard: LeadSheet
        let system: any GenerationSystem
        let order: Order
        do {
            heard =
                try recipe.leadSheet ?? written
                ?? hearing.order(TakeOrder(vocal: audio, recipe: recipe)).heard.leadSheet
            continuation = Continuation(of: audio, heard, seconds: seconds, recipe: recipe)
            system = try SystemRegistry.standard.load(recipe.system)
            order = try hearing.order(continuation.order)
        } catch {
            throw ContinuationError(path: source, reason: Self.sentence(error))
        }
        var own = recipe
        own.leadSheet = heard
        own.reroll = audio.duration..<(audio.duration + seconds)
        own.extends = true
        let record = TakeRecord(
            recipe: own, vocal: url.lastPathComponent, modelHash: system.modelHash(heardBy: order.heard.listener),
            leadSheet: order.span.leadSheet)
        let sound = try ContinuedSound(audio, known: continuation.known)
        let sink = ContinuationSink(bar: bar)
        let files = MelodyFiles(folder: folder, record: record)
        let about = audio.frameCount + Int(seconds * audio.sampleRate)
        let paths = try files.write(
            ["whole.wav", "continuation.wav"], rate: audio.sampleRate, channelCount: audio.channelCount, about: about
        ) { append in
            var fade = sound.fade
            func hand(_ next: AudioBuffer) throws {
                try append("whole.wav", next)
                try append("continuation.wav", next.dropFirst(fade))
                fade -= min(fade, next.frameCount)
            }
            try append("whole.wav", sound.beginning)
            sink.handle = { try hand(try sound.append($0, isLast: false)) }
            _ = try system.perform(order, into: sink)
            try hand(try sound.append([], isLast: true))
        }
        bar.finish()
        for file in paths where !quiet { try StandardOutput.line(file.path) }
    }

    /// The listener speaks of vocals; here a band is heard.
    private static func sentence(_ error: any Error) -> String {
        switch error as? ListenerError {
        case .silent: "it is silent: there is nothing to go on from"
        case .nothingSung:
            "no notes are heard in it, so nobody knows what to play: name a recording with a tune or chords"
        case .tooShort(let seconds):
            String(format: "it is %.2f s long, too short to go on from: a second is the least", seconds)
        case nil: String(describing: error)
        }
    }

    /// What goes on, and the lead sheet that a song has of it.
    private func sound(_ url: URL) throws -> (AudioBuffer, LeadSheet?) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
            return (try AudioReader.toldRecording(url, longest: GenerateCommand.longestVocal), nil)
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

/// Hands sound on as it comes and keeps none of it.
private final class ContinuationSink: TakeSink {
    let bar: ProgressBar
    /// Gets the samples of the take.
    var handle: ([Float]) throws -> Void = { _ in }
    let keepsSound = true

    init(bar: ProgressBar) { self.bar = bar }

    func progress(_ progress: TakeProgress) { bar.show(progress) }

    func append(_ stems: [String: AudioBuffer], from start: Double) throws {
        if let sum = AudioBuffer.sum(stems) { try handle(sum.mono()) }
    }
}

extension AudioBuffer {
    fileprivate func dropFirst(_ frames: Int) -> AudioBuffer {
        frames == 0 ? self : AudioBuffer(sampleRate: sampleRate, channels: channels.map { Array($0.dropFirst(frames)) })
    }
}
