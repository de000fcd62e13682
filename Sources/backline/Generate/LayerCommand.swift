import ArgumentParser
import AudioFiles
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Songs
import StemGen

struct LayerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layer", abstract: "Add players, one after another, who listen to what sounds already.",
        discussion: """
            Reads a recording (a voice, a guitar) or a song's folder. Each player hears what is listened to and those added \
            before. A take is written as `generate` writes it: straight into the output folder for one player, else into \
            a folder for each; its vocal.wav is what was listened to. The same recipe gives the same bytes.
            """)

    @Argument(
        help: ArgumentHelp("A recording (WAV, AIFF, FLAC, OGG, MP3), or a song's folder.", valueName: "audio or song"))
    var source: String

    @Option(
        help: "Who plays, in turn, with commas: \(InstrumentFamily.allCases.map(\.rawValue).joined(separator: ", ")).")
    var stem: String

    @Option(
        name: .customLong("listen-to"),
        help: "Of a song, what is heard: vocal and names of lanes, with commas (default: all that sounds).")
    var listenTo: String?

    @Option(help: ArgumentHelp("Where the takes go.", valueName: "folder"))
    var out: String

    @OptionGroup var options: RecipeOptions

    @Flag(help: "No progress.")
    var quiet = false

    func run() throws {
        let families = try stem.split(separator: ",").map { word in
            let name = word.trimmingCharacters(in: .whitespaces)
            guard let family = InstrumentFamily(rawValue: name) else {
                throw ValidationError(
                    "--stem takes \(InstrumentFamily.allCases.map(\.rawValue).joined(separator: ", ")), not \"\(name)\""
                )
            }
            return family
        }
        guard !families.isEmpty else { throw ValidationError("--stem names nobody") }
        var options = options
        options.system = options.system ?? StemGenGenerator.description.name
        let recipe = try options.made()
        guard try SystemRegistry.standard.description(of: recipe.system).parameter(Parameter.stemFamily.id) != nil
        else {
            throw ValidationError(
                "\(recipe.system) adds no single players; choose \(StemGenGenerator.description.name)")
        }
        let root = URL(fileURLWithPath: out)
        try TakeFolder(root).check()
        let (voice, mix) = try sounds()
        let system = try SystemRegistry.standard.load(recipe.system)
        let hearing = VocalHearing(try VocalListener.bundled())
        var context = mix
        for family in families {
            var own = recipe
            own.settings[Parameter.stemFamily.id] = .text(family.rawValue)
            let folder = families.count == 1 ? root : root.appendingPathComponent(family.rawValue)
            context = try add(own, voice: voice, context: context, into: folder, system, hearing)
        }
    }

    /// - Returns: what the next player hears: the context and the new stem at equal levels.
    private func add(
        _ recipe: Recipe, voice: AudioBuffer, context: AudioBuffer, into folder: URL, _ system: any GenerationSystem,
        _ hearing: VocalHearing
    ) throws -> AudioBuffer {
        let bar = ProgressBar(label: recipe.settings[Parameter.stemFamily.id]?.text ?? "", shown: !quiet)
        defer { bar.finish() }
        let order = TakeOrder(vocal: voice, recipe: recipe, context: context)
        let made = try system.take(order, hearing: hearing, into: BarSink(bar: bar))
        let span = made.order.span
        let heard = context.slice(from: span.part.lowerBound, to: span.part.upperBound)
            .padded(before: span.lead, after: span.tail)
        let name = URL(fileURLWithPath: source).lastPathComponent
        let record = TakeRecord(
            recipe: recipe, vocal: name, modelHash: made.take.modelHash, leadSheet: made.take.leadSheet)
        let song = try Song(vocal: heard, source: name, made: made.take, recipe: recipe)
        let files = try TakeFolder(folder).write(song, vocal: heard, stems: made.stems, record: record.json())
        bar.finish()
        for file in files where !quiet { try StandardOutput.line(file.path) }
        return try Self.joined(context, made.audio, at: span.start)
    }

    /// What is accompanied, and what is listened to, of one rate.
    private func sounds() throws -> (voice: AudioBuffer, mix: AudioBuffer) {
        let url = URL(fileURLWithPath: source)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw AudioFileError.missing(url)
        }
        guard isFolder.boolValue else {
            guard listenTo == nil else {
                throw ValidationError("--listen-to is for a song's folder; a recording is heard whole")
            }
            let audio = try AudioReader.read(url, longest: GenerateCommand.longestVocal)
            return (audio, audio)
        }
        let folder = try SongFolder.open(url, access: .readOnly)
        let song = folder.song
        let wanted = listenTo.map {
            $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        }
        let names = ["vocal"] + song.lanes.filter { $0.id != Lane.vocal }.map { $0.name.lowercased() }
        if let stranger = wanted?.first(where: { !names.contains($0) }) {
            throw ValidationError("\(url.path) has no lane \"\(stranger)\"; there are \(names.joined(separator: ", "))")
        }
        guard let vocal = try folder.vocal(of: song) else {
            throw ValidationError("\(url.path) has no vocal yet: record one, or give a recording")
        }
        let takes = try folder.sounds(of: song).takes
        var mix: AudioBuffer?
        func hear(_ sound: AudioBuffer, at start: Double) throws {
            let silence = AudioBuffer(sampleRate: vocal.sampleRate, mono: .init(repeating: 0, count: vocal.frameCount))
            mix = try Self.joined(mix ?? silence, sound, at: start)
        }
        if wanted?.contains("vocal") ?? true { try hear(vocal, at: 0) }
        for lane in song.lanes
        where lane.id != Lane.vocal && wanted?.contains(lane.name.lowercased()) ?? !lane.strip.isMuted {
            guard let take = lane.activeTake, let stems = takes[take.id] else { continue }
            for (_, stem) in stems.sorted(by: { $0.key < $1.key }) { try hear(stem, at: take.start) }
        }
        guard let mix else { throw ValidationError("nothing of what --listen-to names sounds yet") }
        return (vocal, mix)
    }

    /// Two sounds at equal levels, mono, as long as the first.
    private static func joined(_ mix: AudioBuffer, _ sound: AudioBuffer, at start: Double) throws -> AudioBuffer {
        var sum = StemLevel.levelled(mix.mono())
        let added = StemLevel.levelled(try Resampler(from: sound.sampleRate, to: mix.sampleRate).resample(sound.mono()))
        let first = Int((start * mix.sampleRate).rounded())
        for index in added.indices where sum.indices.contains(first + index) { sum[first + index] += added[index] }
        return AudioBuffer(sampleRate: mix.sampleRate, mono: sum)
    }
}

/// Shows progress; a take is written when it is whole.
private struct BarSink: TakeSink {
    let bar: ProgressBar

    func progress(_ progress: TakeProgress) { bar.show(progress) }
    func append(_ stems: [String: AudioBuffer], from start: Double) {}
}
