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
            let facts = Self.facts(rendered)
            let caption = PromptWords.caption(of: facts, share: 1, using: &generator)
            let prompt = try Prompt(caption)
            let sound = StemLevel.levelled(rendered.accompaniment)
            let all = ClipFeatures.clips(of: try encoder.posteriors(of: sound))
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
                prompt.order(seconds: seconds, recipe: own), hearing: hearing, into: SilentSink())
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

    /// What the corpus knows of a song's whole band.
    static func facts(_ song: RenderedSong) -> PromptFacts {
        let sheet = song.entry.symbols.leadSheet
        return PromptFacts(
            style: song.entry.style, players: Set(song.stems.filter { StemLevel.gain($0.value) > 0 }.keys),
            tempo: sheet.tempo, key: sheet.key, meter: sheet.meter)
    }
}

/// All captions together.
package struct PromptRow: Codable {
    package private(set) var captions = 0
    /// Captions whose own band is the nearest, and among the five nearest.
    package private(set) var first = 0
    package private(set) var amongFive = 0
    package private(set) var bands = 0
    /// Instruments that captions ask for, those of them that are heard, and that the judge hears in the songs' own bands.
    package private(set) var asked = 0
    package private(set) var heard = 0
    package private(set) var heardInReal = 0
    /// Instruments that they do not ask for, those that are heard all the same, and in the songs' own bands.
    package private(set) var others = 0
    package private(set) var othersHeard = 0
    package private(set) var othersHeardInReal = 0
    package private(set) var key = 0
    package private(set) var tempo = 0

    mutating func add(
        _ facts: PromptFacts, made: [InstrumentFamily: Double], real: [InstrumentFamily: Double],
        analysis: AccompanimentAnalysis, beats: [Double], heard threshold: Double
    ) {
        bands += 1
        for family in InstrumentFamily.allCases {
            let (here, there) = ((made[family] ?? 0) > threshold, (real[family] ?? 0) > threshold)
            if facts.players.contains(family) {
                asked += 1
                heard += here ? 1 : 0
                heardInReal += there ? 1 : 0
            } else {
                others += 1
                othersHeard += here ? 1 : 0
                othersHeardInReal += there ? 1 : 0
            }
        }
        key += analysis.key == facts.key ? 1 : 0
        guard beats.count > 2, let wanted = facts.tempo else { return }
        let found = 60 * Double(beats.count - 1) / (beats[beats.count - 1] - beats[0])
        tempo += [0.5, 1, 2].contains { abs(found / wanted / $0 - 1) < 0.02 } ? 1 : 0
    }

    /// - Parameters: points of unit length of each band, and of its caption.
    mutating func retrieve(_ clips: [[Float]], _ texts: [[Float]]) {
        captions = texts.count
        for (index, text) in texts.enumerated() {
            let closeness = clips.map { clip in zip(clip, text).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
            let nearer = closeness.count { $0 > closeness[index] }
            first += nearer < 1 ? 1 : 0
            amongFive += nearer < 5 ? 1 : 0
        }
    }

    package var lines: [String] {
        func share(_ count: Int, _ all: Int) -> String {
            String(format: "%.0f %%", 100 * Double(count) / Double(max(all, 1)))
        }
        let found =
            "captions: \(captions); own band nearest \(share(first, captions)), among five \(share(amongFive, captions))"
        guard bands > 0 else { return [found] }
        return [
            found,
            "bands made: \(bands); instruments asked for and heard \(share(heard, asked)) "
                + "(in the songs' own bands \(share(heardInReal, asked))), others heard "
                + "\(share(othersHeard, others)) (\(share(othersHeardInReal, others)))",
            "tempo within 2 %, an octave allowed: \(share(tempo, bands)); key: \(share(key, bands))",
        ]
    }
}
