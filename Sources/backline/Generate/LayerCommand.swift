import ArgumentParser
import AudioFiles
import Foundation
import Generation
import Listener
import Music
import Recipes
import Sentences
import Signal
import Songs

struct LayerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layer", abstract: "Add players, one after another, who listen to what sounds already.",
        discussion: """
            Reads a recording (a voice, a guitar) or a song's folder, which stays as it is. Each player hears what is \
            listened to and those added before. Writes accompaniment.wav, vocal.wav, mix.wav and recipe.json as \
            `generate` does, and a file for every player where there are several: they add up to accompaniment.wav. The \
            same recipe gives the same bytes.
            """)

    @Argument(
        help: ArgumentHelp("A recording (WAV, AIFF, FLAC, OGG, MP3), or a song's folder.", valueName: "audio or song"))
    var source: String

    @Option(
        name: [.customLong("stem"), .customLong("players")],
        help: """
            Who plays, in turn, with commas: \(InstrumentFamily.allCases.map(\.rawValue).joined(separator: ", ")) \
            (default: who the recipe says, else bass).
            """)
    var stem: String?

    @Option(
        name: .customLong("listen-to"),
        help: "Of a song, what is heard: vocal and names of lanes, with commas (default: all that sounds).")
    var listenTo: String?

    @Option(help: ArgumentHelp("Where the takes go.", valueName: "folder"))
    var out: String

    @OptionGroup var options: RecipeOptions

    @Flag(help: "No progress.")
    var quiet = false

    func validate() throws { _ = try OutputFolder.url(out) }

    func run() throws {
        var options = options
        options.system = options.system ?? StemGenGenerator.description.name
        let players = try players(options.madeOfEach())
        let folder = TakeFolder(try OutputFolder.url(out))
        try folder.check()
        var layers = try layers(players[0].recipe)
        let system = try SystemRegistry.standard.load(players[0].recipe.system)
        let hearing = VocalHearing(try VocalListener.bundled())
        for (name, recipe) in players {
            let bar = ProgressBar(label: name, shown: !quiet)
            defer { bar.finish() }
            try layers.add(
                recipe, named: name, inBandOf: players.count, by: system, hearing, into: BarSink(bar: bar))
        }
        let files = try layers.write(to: folder)
        for file in files where !quiet { try StandardOutput.line(file.path) }
    }

    /// Who plays and how: everyone in the recipes, or whoever `--stem` names with the first of them.
    private func players(_ recipes: [Recipe]) throws -> [(name: String, recipe: Recipe)] {
        let first = recipes[0]
        let system = try SystemRegistry.standard.description(of: first.system)
        guard let parameter = system.players?.parameter, recipes.allSatisfy({ $0.system == first.system }) else {
            throw ValidationError(
                "\(first.system) adds no single players; choose \(StemGenGenerator.description.name)")
        }
        guard let stem else { return recipes.map { (system.player(in: $0) ?? "", $0) } }
        let names = try stem.split(separator: ",").map { word in
            let name = word.trimmingCharacters(in: .whitespaces)
            guard system.playerNames.contains(name) else {
                throw ValidationError("--stem takes \(system.playerNames.joined(separator: ", ")), not \(name.quoted)")
            }
            return name
        }
        guard !names.isEmpty else { throw ValidationError("--stem names nobody") }
        if let twice = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
            throw ValidationError("--stem names \(twice) twice; with the same seed both would play the same")
        }
        return names.map { name in
            var own = first
            own.settings[parameter] = .text(name)
            // a band plays in one style
            if names.count > 1 { own.style = first.drawnStyle }
            return (name, own)
        }
    }

    /// What there is before anyone is added.
    private func layers(_ recipe: Recipe) throws -> Layers {
        let url = URL(fileURLWithPath: source)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw AudioFileError.missing(url)
        }
        guard isFolder.boolValue else {
            guard listenTo == nil else {
                throw ValidationError("--listen-to is for a song's folder; a recording is heard whole")
            }
            let audio = try AudioReader.toldRecording(url, longest: GenerateCommand.longestVocal)
            let name = url.lastPathComponent
            return Layers(song: try Song(vocal: audio, source: name, recipe: recipe), vocal: audio, source: name)
        }
        let folder = try SongFolder.open(url, access: .readOnly)
        let song = folder.song
        guard let vocal = try folder.vocal(of: song) else {
            throw ValidationError("\(url.path) has no vocal yet: record one, or give a recording")
        }
        var heard: Set<Int>?
        if let listenTo {
            let wanted = listenTo.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            let names = song.lanes.map { $0.name.lowercased() }
            if let stranger = wanted.first(where: { !names.contains($0) }) {
                throw ValidationError(
                    "\(url.path) has no lane \(stranger.quoted); there are \(names.joined(separator: ", "))")
            }
            heard = Set(song.lanes.filter { wanted.contains($0.name.lowercased()) }.map(\.id))
        }
        let sounds = try folder.sounds(of: song)
        var layers = Layers(song: song, vocal: vocal, source: url.lastPathComponent)
        layers.heard = heard
        (layers.takes, layers.parts) = (sounds.takes, sounds.parts)
        let heardVocal = heard?.contains(Lane.vocal) ?? true
        guard try heardVocal || layers.context(besides: nil) != nil else {
            throw ValidationError("nothing of what --listen-to names sounds yet")
        }
        return layers
    }
}

/// A song in memory to which players are added.
private struct Layers {
    var song: Song
    let vocal: AudioBuffer
    let source: String
    var takes: [Int: [String: AudioBuffer]] = [:]
    var parts: [Int: AudioBuffer] = [:]
    /// Lanes that are listened to, whatever their strips say; nil for all that sound.
    var heard: Set<Int>?
    private var records: [Int: TakeRecord] = [:]

    init(song: Song, vocal: AudioBuffer, source: String) {
        self.song = song
        self.vocal = vocal
        self.source = source
    }

    func context(besides lane: Int?) throws -> SongContext? {
        var song = song
        for index in song.lanes.indices {
            guard let heard, records[song.lanes[index].activeTake?.id ?? 0] == nil else { continue }
            song.lanes[index].strip.isMuted = !heard.contains(song.lanes[index].id)
            song.lanes[index].strip.isSoloed = false
        }
        return try song.context(besides: lane, vocal: vocal, takes: takes, parts: parts)
    }

    /// A take of one more player, in a lane of its own.
    mutating func add(
        _ recipe: Recipe, named name: String, inBandOf players: Int, by system: any GenerationSystem,
        _ hearing: VocalHearing, into sink: any TakeSink
    ) throws {
        // beside players of before as loud as they are
        let others = song.gainOfOneMore { SystemRegistry.standard.descriptions.named($0.system)?.players != nil }
        let gain = others == 0 ? Song.gain(inBandOf: players) : others
        let lane = song.addLane(named: name, player: .system(recipe), gain: gain)
        let context = try context(besides: lane)
        let order = TakeOrder(vocal: vocal, recipe: recipe, context: context?.sound)
        let made: Accompaniment
        do {
            made = try system.take(order, hearing: hearing, into: sink)
        } catch {
            throw VocalError(path: source, reason: String(describing: error))
        }
        let id = try song.sound(made.take, of: recipe, heard: context?.names, in: lane)
        takes[id] = made.stems
        records[id] = TakeRecord(
            recipe: recipe, heard: context?.names, vocal: source, modelHash: made.take.modelHash,
            leadSheet: made.take.leadSheet)
    }

    func write(to folder: TakeFolder) throws -> [URL] {
        let sounding = song.accompaniment.filter { $0.activeTake != nil || $0.part != nil }
        guard var all = records.min(by: { $0.key < $1.key })?.value else { preconditionFailure("nobody has played") }
        let others = records.sorted { $0.key < $1.key }.dropFirst().map(\.value.recipe)
        all.others = others.isEmpty ? nil : others
        return try folder.write(
            song, vocal: vocal, takes: takes, parts: parts, record: all.json(),
            records: records.mapValues { try $0.json() }, settings: .take(hasStems: sounding.count > 1))
    }
}
