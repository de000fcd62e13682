import ArgumentParser
import AudioFiles
import FastSAG
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Songs

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Make accompaniments for sung vocals.",
        discussion: """
            Writes accompaniment.wav, vocal.wav, mix.wav and recipe.json for each take: straight into the output folder \
            for one take of one file, else into <name>/<seed>/ there. What the singer does not fix (tempo, key, chords) \
            is heard from the vocal; where the beats are unsure, each of several takes plays to another reading of them, \
            so that liking a take settles the tempo. With --stems drums.wav, bass.wav and harmony.wav stand beside them. \
            The same recipe gives the same bytes.
            """)

    @Argument(help: ArgumentHelp("Vocals: WAV, AIFF, FLAC, OGG or MP3.", valueName: "vocal"))
    var vocals: [String]

    @Option(help: ArgumentHelp("Where the takes go.", valueName: "folder"))
    var out: String

    @Option(help: "Takes of each vocal.")
    var takes: Int = 1

    @Flag(
        inversion: .prefixedNo,
        help: """
            Each take plays to another reading of tempo, bars and key, the likeliest first (default: where the beats are \
            unsure).
            """)
    var explore: Bool?

    @OptionGroup var options: RecipeOptions

    @Flag(help: "One JSON object a take on standard output.")
    var json = false

    @Flag(help: "Neither progress nor report; --json still reports.")
    var quiet = false

    /// Seconds: a file that says more is damaged, or no song.
    static let longestVocal = 3600.0

    func validate() throws {
        guard (1...1000).contains(takes) else { throw ValidationError("--takes must be 1 to 1000, not \(takes)") }
    }

    func run() throws {
        let recipe = try options.made()
        // what can't work is told before anything is computed; of several vocals each is read again at its turn, so that
        // memory holds one
        _ = try SystemRegistry.standard.description(of: recipe.system)
        var checked: AudioBuffer?
        for path in vocals { checked = try check(recipe, path) }
        let root = try OutputFolder.url(out)
        try TakeFolder(root).check()
        let system = try SystemRegistry.standard.load(recipe.system)
        let hearing = VocalHearing(try VocalListener.bundled())
        let names = TakeNames(vocals.map { URL(fileURLWithPath: $0) })
        for (index, path) in vocals.enumerated() {
            let audio = try vocals.count == 1 ? checked ?? vocal(path, recipe) : vocal(path, recipe)
            checked = nil
            var readings: [ListeningHypothesis] = []
            for take in 0..<takes {
                var own = recipe
                own.seed = recipe.seed &+ UInt64(take)
                let place = readings.isEmpty ? nil : take % readings.count
                let reading = place.map { (readings[$0], name: readings.names[$0]) }
                if let reading { own.constraints = reading.0.constraints(over: recipe.constraints) }
                let folder =
                    vocals.count == 1 && takes == 1
                    ? root : root.appendingPathComponent(names[index]).appendingPathComponent("\(own.seed)")
                let heard = try make(
                    own, audio, path: path, folder: folder, system, hearing, reading: reading, isFirst: take == 0)
                if take == 0, takes > 1 { readings = self.readings(heard) }
            }
        }
    }

    /// What further takes play to, in seconds of the vocal; empty where they all play to the same.
    private func readings(_ heard: Heard) -> [ListeningHypothesis] {
        guard explore ?? heard.leadSheet.hasUnsureBeats, heard.hypotheses.count > 1 else { return [] }
        return heard.hypotheses.exploring.map { index in
            let reading = heard.hypotheses[index]
            var moved = reading
            moved.firstDownbeat = max(reading.firstDownbeat, 0)
            return moved
        }
    }

    /// The whole vocal.
    /// - Parameter tells: whether what had to be mended is told.
    private func vocal(_ path: String, _ recipe: Recipe, tells: Bool = false) throws -> AudioBuffer {
        let url = URL(fileURLWithPath: path)
        let audio =
            tells
            ? try AudioReader.toldRecording(url, longest: Self.longestVocal)
            : try AudioReader.recording(url, longest: Self.longestVocal).sound
        if let downbeat = recipe.constraints.firstDownbeat, downbeat >= audio.duration {
            throw ValidationError("--downbeat must lie in \(path), 0 to \(audio.duration) s, not at \(downbeat)")
        }
        return audio
    }

    /// - Returns: the whole vocal.
    private func check(_ recipe: Recipe, _ path: String) throws -> AudioBuffer {
        let audio = try vocal(path, recipe, tells: true)
        do {
            try TakeOrder(vocal: audio, recipe: recipe).validate()
        } catch {
            throw VocalError(path: path, reason: String(describing: error))
        }
        return audio
    }

    /// - Parameters:
    ///   - reading: what it plays to, among others, by its name.
    ///   - isFirst: of the vocal's takes.
    /// - Returns: what was heard.
    @discardableResult
    private func make(
        _ recipe: Recipe, _ vocal: AudioBuffer, path: String, folder: URL, _ system: any GenerationSystem,
        _ hearing: VocalHearing, reading: (ListeningHypothesis, name: String)?, isFirst: Bool
    ) throws -> Heard {
        let start = ContinuousClock.now
        let source = URL(fileURLWithPath: path).lastPathComponent
        let bar = ProgressBar(
            label: "\(source), seed \(recipe.seed)", shown: !quiet && !json)
        defer { bar.finish() }
        let made: Accompaniment
        let song: Song
        let voice: AudioBuffer
        do {
            made = try system.take(of: vocal, recipe: recipe, hearing: hearing) { bar.show($0) }
            // all files begin with the pre-roll
            let span = made.order.span
            voice = vocal.slice(from: span.part.lowerBound, to: span.part.upperBound)
                .padded(before: span.lead, after: span.tail)
            song = try Song(vocal: voice, source: source, made: made.take, recipe: recipe)
        } catch {
            throw VocalError(path: path, reason: String(describing: error))
        }
        let record = TakeRecord(
            recipe: recipe, vocal: source, modelHash: made.take.modelHash,
            leadSheet: made.take.leadSheet, reading: reading?.0)
        let files = try TakeFolder(folder).write(song, vocal: voice, stems: made.stems, record: record.json())
        let report = TakeReport(
            vocal: path, system: recipe.system, seed: recipe.seed, seconds: voice.duration,
            computeSeconds: (ContinuousClock.now - start) / .seconds(1),
            stageSeconds: Dictionary(uniqueKeysWithValues: made.phaseSeconds.map { ($0.key.id, $0.value) }),
            made.take.leadSheet, given: reading == nil ? recipe.constraints : .init(), reading: reading?.name,
            isFirst: isFirst, files: files.map(\.path))
        bar.finish()
        if json {
            try StandardOutput.json(try report.json())
        } else if !quiet {
            try StandardOutput.line(report.sentence)
        }
        return made.heard
    }
}

/// A vocal that can't be accompanied.
struct VocalError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "\(path) can't be accompanied: \(reason)" }
}
