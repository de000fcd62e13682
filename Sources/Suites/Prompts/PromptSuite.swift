import Corpus
import Evaluation
import Foundation
import Generation
import Listener
import MeLoDy
import Music
import Recipes
import Signal
import Tensors

/// Captions of validation bands: whether the right band is found by its caption, and whether a band made from the caption alone
/// plays what it says.
package struct PromptSuite {
    let system: MeLoDyGenerator
    let prompts: PromptEncoder
    let encoder: Encoder
    let hearing: VocalHearing
    let recipe: Recipe

    /// Mean probability from which a family counts as heard.
    private static let heard = 0.25

    package init(
        system: MeLoDyGenerator, prompts: PromptEncoder, hearing: VocalHearing, recipe: Recipe
    ) throws {
        self.system = system
        self.prompts = prompts
        self.hearing = hearing
        self.recipe = recipe
        encoder = try Encoder.bundled()
    }

    /// - Parameters:
    ///   - count: of songs whose captions are looked up.
    ///   - made: of them whose captions a band is made from.
    ///   - seconds: of each band.
    ///   - note: told of each band that was made: its caption and sound.
    package func run(
        on corpus: URL, count: Int, made: Int, seconds: Double, note: (String, AudioBuffer) throws -> Void
    ) throws -> PromptRow {
        var row = PromptRow()
        var generator = SeededGenerator(seed: 7)
        var (clips, texts): ([[Float]], [[Float]]) = ([], [])
        for (number, song) in try ValidationSongs.first(count, of: corpus).enumerated() {
            let rendered = try song.rendered()
            let sound = StemLevel.levelled(rendered.accompaniment)
            let all = ClipFeatures.clips(of: try encoder.posteriors(of: sound))
            let facts = Self.facts(
                rendered, at: Double(all.count / 2) * ClipFeatures.step + ClipFeatures.seconds / 2)
            let caption = PromptWords.caption(of: facts, share: 1, using: &generator)
            let prompt = try Prompt(caption)
            try Engine.withGradients(false) {
                clips.append(
                    try prompts.embedded(
                        clips: Tensor(all[all.count / 2], shape: [1, all[all.count / 2].count])
                    ).floats())
                texts.append(try prompts.embedded(prompt).floats())
            }
            guard number < made else { continue }
            var own = recipe
            own.settings[Parameter.promptID] = .text(caption)
            own.seed &+= UInt64(number)
            let take = try system.take(
                try prompt.order(seconds: seconds, recipe: own), hearing: hearing, into: SilentSink())
            try note(caption, take.audio)
            let length = Int(seconds * RenderedSong.sampleRate)
            try row.add(
                facts, made: ControlSound(take.audio.mono()).families(encoder),
                real: ControlSound(Array(sound.prefix(length))).families(encoder),
                analysis: AccompanimentAnalysis(take.audio.mono()),
                beats: AccompanimentBeatTracker().track(take.audio.mono()).beats, heard: Self.heard)
        }
        row.retrieve(clips, texts)
        return row
    }

    /// What the corpus knows of a song's whole band around a time.
    static func facts(_ song: RenderedSong, at seconds: Double) -> PromptFacts {
        let sheet = song.entry.symbols.leadSheet
        let section = song.entry.symbols.score.form.last { $0.start <= seconds }
        return PromptFacts(
            style: song.entry.style, players: Set(song.stems.filter { StemLevel.gain($0.value) > 0 }.keys),
            tempo: sheet.tempo, key: sheet.key, meter: sheet.meter,
            section: section.flatMap { PromptFacts.Section(rawValue: $0.kind.rawValue) })
    }
}
