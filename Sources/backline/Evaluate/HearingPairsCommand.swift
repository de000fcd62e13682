import ArgumentParser
import Corpus
import Evaluation
import Foundation
import Generation
import Music
import Recipes
import Songs
import Suites

struct HearingPairsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pairs", abstract: "Measure what is heard in real voices whose backing is known.",
        discussion: """
            --pairs names a folder of NAME.vocal.flac, NAME.backing.flac and truth/NAME.json (beats, downbeats, metre, \
            tempo, chords and key, tracked in the backing), with manifest.tsv, whose columns id and singer say who sings. \
            Only the vocal is heard. Chance is the same hearing against the next clip's truth.
            """)

    @Option(help: ArgumentHelp("Vocals with their truth.", valueName: "folder"))
    var pairs: String

    @Option(
        help: ArgumentHelp(
            """
            What the listener is told of the truth, with commas between: tempo; grid, which is tempo, first downbeat and \
            metre; key.
            """, valueName: "hints"))
    var tell: Hints?

    @Option(help: ArgumentHelp("Measure the best of the listener's first so many readings, too.", valueName: "count"))
    var alternatives: Int?

    @Option(help: ArgumentHelp("Hear only so much of every clip, from its beginning.", valueName: "seconds"))
    var seconds: Double?

    @Option(help: ArgumentHelp("Only so many clips, spread over all.", valueName: "count"))
    var songs: Int?

    @Option(help: ArgumentHelp("Encoder weights instead of those that come with the program.", valueName: "file"))
    var encoder: String?

    @Option(
        help: ArgumentHelp(
            """
            fold-N.safetensors and folds.json ({"folds": {"SINGER": N}}): every clip is heard by the encoder that did not \
            train on its singer.
            """, valueName: "folder"))
    var folds: String?

    @Flag(
        help: """
            Make takes, too: from the vocal alone, told tempo and downbeat, and with the truth's lead sheet; and hold each \
            against the real backing.
            """)
    var takes = false

    @Option(
        help: ArgumentHelp(
            "With --takes: who plays, with commas, each listening to those before, in place of the whole band.",
            valueName: "players"))
    var players: Players?

    @Option(
        help: ArgumentHelp(
            "With --takes: only takes of these kinds, with commas: leadSheet, grid, vocalAlone.", valueName: "kinds"))
    var kinds: Kinds?

    @Option(help: "With --takes: steps of the sampler, instead of the system's own.")
    var steps: Int?

    @Option(help: "With --takes: seed.")
    var seed: UInt64?

    @Flag(help: "JSON instead of a table.")
    var json = false

    @Option(help: ArgumentHelp("Write the report as a page here.", valueName: "folder"))
    var report: String?

    /// What plays: the whole band, or players who listen.
    private var system: SystemDescription {
        players == nil ? SystemRegistry.standard.descriptions[0] : StemGenGenerator.description
    }

    struct Players: ExpressibleByArgument {
        let families: [InstrumentFamily]

        init?(argument: String) {
            let words = argument.split(separator: ",")
            families = words.compactMap { InstrumentFamily(rawValue: $0.trimmingCharacters(in: .whitespaces)) }
            if families.isEmpty || families.count < words.count { return nil }
        }
    }

    struct Kinds: ExpressibleByArgument {
        let kinds: Set<PairTakeKind>

        init?(argument: String) {
            let words = argument.split(separator: ",")
            let known = words.compactMap { PairTakeKind(rawValue: $0.trimmingCharacters(in: .whitespaces)) }
            if known.isEmpty || known.count < words.count { return nil }
            kinds = Set(known)
        }
    }

    /// Words with commas between.
    struct Hints: ExpressibleByArgument {
        var hints: Set<HearingHint> = []

        init?(argument: String) {
            for word in argument.split(separator: ",") {
                guard let hint = HearingHint(rawValue: word.trimmingCharacters(in: .whitespaces)) else { return nil }
                hints.insert(hint)
            }
            if hints.isEmpty { return nil }
        }
    }

    func validate() throws {
        if let alternatives, alternatives < 1 {
            throw ValidationError("--alternatives must be 1 or more, not \(alternatives)")
        }
        if let songs, songs < 1 { throw ValidationError("--songs must be 1 or more, not \(songs)") }
        if let seconds, !(seconds >= 2 && seconds.isFinite) {
            throw ValidationError("--seconds must be 2 or more, not \(seconds)")
        }
        if takes, seconds != nil { throw ValidationError("--seconds is of hearing only; leave out --takes") }
        if !takes, steps != nil || seed != nil || players != nil || kinds != nil {
            throw ValidationError("--players, --kinds, --steps and --seed need --takes")
        }
        if players != nil, steps != nil { throw ValidationError("--steps is of the whole band; leave out --players") }
        if encoder != nil, folds != nil { throw ValidationError("name --encoder or --folds, not both") }
    }

    func run() throws {
        func folder(_ path: String) -> URL { URL(fileURLWithPath: path) }
        // what can't be written is told before anything is measured
        if let report { try TakeFolder(folder(report)).check() }
        let set = try PairSet(folder(pairs))
        let clips = set.spread(songs ?? set.clips.count)
        let encoders = try PairEncoders(
            weights: encoder.map(folder), folds: folds.map { try EncoderFolds(folder($0)) }, clips: clips)
        let recipe = try recipe()
        let start = ContinuousClock.now
        let line = ProgressLine()
        defer { line.clear() }
        let suite = HearingSuite(telling: tell?.hints ?? [], alternatives: alternatives, seconds: seconds)
        var found = try suite.run(
            clips, source: set.folder.lastPathComponent, listening: { try encoders.hearing($0) }
        ) {
            line.show("\($0) of \(clips.count) clips heard")
        }
        line.clear()
        if takes {
            let bar = SuiteBar()
            let system = try SystemRegistry.standard.load(system.name)
            found.takes = try PairTakeSuite().run(clips, kinds: kinds?.kinds ?? Set(PairTakeKind.allCases)) {
                clip, kind, vocal, number in
                let label = "\(clip.name), \(number + 1) of \(clips.count), \(kind.title)"
                defer { bar.show(label, nil) }
                let hearing = try encoders.hearing(clip).listener
                let take = PairTake(kind: kind, clip: clip, number: number)
                if let players {
                    return try take.made(
                        by: players.families, of: system, hearing: hearing, for: vocal, recipe: recipe)
                }
                return try take.made(by: system, hearing: hearing, for: vocal, recipe: recipe) { bar.show(label, $0) }
            }
        }
        found.computeSeconds = (ContinuousClock.now - start) / .seconds(1)
        if let report { try HearingPage(report: found).write(to: folder(report)) }
        try StandardOutput.line(json ? try found.json() : found.table)
    }

    /// Of every take, but for what it is told.
    private func recipe() throws -> Recipe {
        var recipe = system.defaults
        recipe.steps = steps ?? recipe.steps
        recipe.seed = seed ?? recipe.seed
        try system.validate(recipe)
        return recipe
    }
}
