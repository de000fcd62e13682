import ArgumentParser
import AudioFiles
import Foundation
import Generation
import Listener
import MeLoDy
import Recipes
import Sentences
import Signal

struct PromptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompt", abstract: "Make a backing from words alone.",
        discussion: """
            Words name a style, instruments, a mood, a key and a tempo, like "bright pop band in C, 120 bpm"; --chords gives \
            the chords, else they are drawn as songs have them. Writes band.wav, whole bars, and recipe.json. Words that are not known \
            are named, with the nearest that are. The same recipe gives the same bytes.
            """)

    @Argument(help: "What shall play; without it what the recipe says.")
    var words: String?

    @Option(help: "How long it plays, in whole bars; without it as long as the recipe, else 30 s.")
    var seconds: Double?

    @Option(
        help: ArgumentHelp(
            "A recording that the band shall sound like; the words say who plays what.", valueName: "audio"))
    var like: String?

    @Option(help: ArgumentHelp("Where the sound goes.", valueName: "folder"))
    var out: String

    @OptionGroup var options: RecipeOptions

    @Flag(help: "No progress.")
    var quiet = false

    /// Seconds.
    private static let usual = 30.0
    private static let longest = 1200.0
    /// Of full scale: -1 dB.
    private static let peak: Float = 0.891

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
            throw ValidationError("\(recipe.system) reads no words; choose \(MeLoDyGenerator.description.name)")
        }
        guard let words = words ?? recipe.settings[Parameter.promptID]?.text else {
            throw ValidationError("say what shall play, like \"bright pop band in C, 120 bpm\"")
        }
        let prompt = try recipe.lead(by: words)
        let seconds = seconds ?? recipe.leadSheet?.beats.last ?? Self.usual
        var order: TakeOrder
        if let like {
            recipe.settings["lead"] = .text(MelodySettings.Lead.sound.rawValue)
            let reference = try AudioReader.toldRecording(
                URL(fileURLWithPath: like), longest: GenerateCommand.longestVocal)
            order = try prompt.order(seconds: seconds, recipe: recipe)
            order.context = reference
        } else {
            order = try prompt.order(seconds: seconds, recipe: recipe)
        }
        let bar = ProgressBar(label: words, shown: !quiet)
        defer { bar.finish() }
        let system = try SystemRegistry.standard.load(recipe.system)
        let hearing = VocalHearing(try VocalListener.bundled())
        let made = try system.take(order, hearing: hearing, into: BarSink(bar: bar)).take
        bar.finish()
        let record = TakeRecord(
            recipe: order.recipe, vocal: like.map { URL(fileURLWithPath: $0).lastPathComponent } ?? "",
            modelHash: made.modelHash, leadSheet: made.leadSheet)
        guard let sound = AudioBuffer.sum(made.stems) else { preconditionFailure("a take without sound") }
        let files = try MelodyFiles(folder: OutputFolder.url(out), record: record)
            .write([("band.wav", sound.under(peak: Self.peak))])
        for file in files where !quiet { try StandardOutput.line(file.path) }
    }
}

extension Recipe {
    /// Words lead the band; those that nobody knows are named on standard error.
    /// - Throws: `ValidationError` where they say nothing.
    mutating func lead(by words: String) throws -> Prompt {
        let prompt: Prompt
        do { prompt = try Prompt(words) } catch { throw ValidationError("\(error)") }
        for (word, nearest) in prompt.unknown {
            StandardError.line("\(word.quoted) is not known; near is \(nearest.quoted)")
        }
        settings[Parameter.promptID] = .text(words)
        return prompt
    }
}

extension AudioBuffer {
    /// As it is, or turned down as a whole until no sample is over a peak.
    fileprivate func under(peak: Float) -> AudioBuffer {
        let loudest = channels.flatMap { $0 }.map(abs).max() ?? 0
        guard loudest > peak else { return self }
        let gain = peak / loudest
        return AudioBuffer(sampleRate: sampleRate, channels: channels.map { $0.map { $0 * gain } })
    }
}
