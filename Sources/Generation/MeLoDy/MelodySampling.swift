import Codecs
import Conditions
import Foundation
import Listener
import MeLoDy
import Music
import Networks
import Recipes
import Signal
import Tensors

/// Window after window of a band: semantic tokens that go on, then latents that follow them (Lam et al. 2023, algorithm 2).
struct MelodySampling {
    let generator: MeLoDyGenerator
    let order: Order
    /// What the band plays to, in seconds of the band.
    let band: BandConditions
    let settings: MelodySettings
    private let players: Set<InstrumentFamily>
    private let style: Style?
    private let sources: Set<MelodySource>
    private let continuation: SemanticContinuation
    /// With beats under all that the windows reach.
    private let sheet: LeadSheet
    var stopwatch: Stopwatch<Phase>
    private(set) var stepSeconds: [Double] = []

    /// Frames on each side of a window that its conditions are made with and that are left out: what stands at their edge is
    /// cut off, not changed.
    private static let margin = 64
    /// Seconds by which windows may reach beyond the band, a window at most.
    private static let overhang = 12.0

    /// - Parameter known: sound that there is.
    init(
        _ generator: MeLoDyGenerator, _ order: Order, _ band: BandConditions, known: KnownBand?,
        _ stopwatch: Stopwatch<Phase>
    ) throws {
        self.generator = generator
        self.order = order
        self.band = band
        self.stopwatch = stopwatch
        let settings = MelodySettings(order.recipe)
        self.settings = settings
        let prompt = try settings.prompt.map { try Prompt($0) }
        players = prompt?.facts.players ?? known?.players ?? []
        // whoever goes on keeps the style that there is, unless one is asked
        style =
            order.recipe.style ?? prompt?.facts.style
            ?? (known == nil && prompt == nil ? order.recipe.drawnStyle : nil)
        let heard = band.heard.leadSheet
        sheet =
            heard.beats.count > 1
            ? heard.widened(
                from: -Self.overhang, to: max(band.duration, heard.beats[heard.beats.count - 1]) + Self.overhang)
            : heard
        var sources: Set<MelodySource> = [.tokens, .key]
        if style != nil { sources.insert(.style) }
        if sheet.beats.count > 1 { sources.insert(.beats) }
        if sheet.chords.contains(where: { $0.chord != nil }) { sources.insert(.chords) }
        if !players.isEmpty { sources.insert(.players) }
        self.sources = sources
        continuation = SemanticContinuation(
            generator.language, reach: MeLoDyGenerator.reach,
            prompt: try settings.lead == .sound
                ? Self.lead(order.take.context ?? order.take.vocal, generator)
                : Self.lead(prompt, known, generator.prompts),
            sampler: TokenSampler(
                temperature: Float(settings.temperature), topK: settings.topK, topP: Float(settings.topP),
                seed: order.recipe.seed))
    }

    /// The prompt's tokens of a recording: of ten seconds from its middle; nil for silence.
    private static func lead(_ recording: AudioBuffer, _ generator: MeLoDyGenerator) throws -> [Int]? {
        let middle = recording.duration / 2
        let part = recording.slice(
            from: max(middle - ClipFeatures.seconds / 2, 0), to: middle + ClipFeatures.seconds / 2)
        let samples = StemLevel.levelled(try Resampler.resample(part, to: MeLoDyGenerator.timebase.rate).mono())
        guard samples.contains(where: { $0 != 0 }) else { return nil }
        let posteriors = try generator.encoder.posteriors(of: samples)
        guard posteriors.tokens > 0 else { return nil }
        let clip = ClipFeatures.values(of: posteriors, tokens: 0..<posteriors.tokens)
        let prompts = generator.prompts
        return try prompts.tokens(
            Engine.withGradients(false) { prompts.embedded(clips: Tensor(clip, shape: [1, clip.count])) })
    }

    /// The prompt's tokens: of its words, else of the sound that goes on.
    private static func lead(_ prompt: Prompt?, _ known: KnownBand?, _ prompts: PromptEncoder) throws -> [Int]? {
        if let prompt { return try prompts.tokens(prompts.embedded(prompt)) }
        return try known?.clip.map { clip in
            try prompts.tokens(
                Engine.withGradients(false) { prompts.embedded(clips: Tensor(clip, shape: [1, clip.count])) })
        }
    }

    /// Through the language model and the diffusion so far.
    var passes: Int { continuation.passes + stepSeconds.count }

    /// The language model hears tokens that are there, before the first window.
    /// - Parameter start: seconds of the band at which they begin.
    func hear(_ tokens: [Int], from start: Double) {
        guard !tokens.isEmpty else { return }
        continuation.hear(tokens, atTokens(conditions(from: start, tokens: tokens.count)))
    }

    /// - Parameters:
    ///   - index: of the window; each has noise of its own.
    ///   - start: seconds of the band at which the window begins.
    ///   - report: called at every step, from 1, of a phase; throws to cancel.
    mutating func content(
        _ window: MelodyWindow, index: Int, from start: Double, report: (Phase, Int) throws -> Void
    ) throws -> MelodyContent {
        let chunk = MeLoDyGenerator.chunkTokens
        let conditions = conditions(from: start, tokens: window.angles.count * chunk)
        let atTokens = atTokens(conditions)
        var tokens = window.opening
        for number in (tokens.count / chunk)..<window.angles.count {
            let here = atTokens.narrowed(from: number * chunk, length: chunk)
            if let kept = window.tokens(ofChunk: number) {
                continuation.hear(kept, here)
                tokens += kept
            } else {
                tokens += try continuation.next(here) { try report(.continueTokens, 0) }
            }
        }
        stopwatch.lap(.continueTokens)
        var random = SeededGenerator(seed: order.recipe.seed, stream: UInt64(index) + 1)
        let shape = [1, tokens.count * SemanticTokenizer.latents, generator.diffusion.width]
        let noise = Tensor(random.normals(shape[1] * shape[2]), shape: shape)
        let latents = try Engine.withReducedPrecision(Engine.supportsReducedPrecision(on: .cpu)) {
            try settings.sampler.sample(
                generator.diffusion, tokens: Tensor(tokens, shape: [1, tokens.count]), conditions,
                sources: sources.intersection(MelodySource.ofDiffusion), noise: noise,
                given: (Tensor(window.latents, shape: shape), window.angles), chunks: window.angles.count
            ) { step in
                stepSeconds.append(stopwatch.lap(.diffuse))
                try report(.diffuse, step)
            }
        }
        return try Engine.withGradients(false) { try MelodyContent(tokens, latents: latents, generator) }
    }

    /// What the language model is given of a window.
    private func atTokens(_ conditions: MelodyConditions) -> MelodyConditions {
        conditions.branches([sources.intersection(MelodySource.ofLanguage)]).atTokens
    }

    /// Of a window; what is given of them is up to each model. They depend on nothing far from it, however long the band plays.
    private func conditions(from start: Double, tokens: Int) -> MelodyConditions {
        let frames = tokens * MeLoDyGenerator.tokenFrames
        let edge = Double(Self.margin) * MeLoDyGenerator.timebase.frameSeconds
        let wide = frames + 2 * Self.margin
        var heard = Heard(
            pitch: PitchTrack(
                hopSeconds: band.heard.pitch.hopSeconds, hertz: [], confidence: [], energy: []), notes: [], onsets: [],
            leadSheet: sheet.slice(from: start - edge, to: start + Double(wide) * MeLoDyGenerator.timebase.frameSeconds)
        )
        heard.softChords = band.heard.softChords.compactMap { cell in
            var cell = cell
            (cell.start, cell.end) = (cell.start - start + edge, cell.end - start + edge)
            return cell.end > 0 ? cell : nil
        }
        let features = ConditionFeatures(heard, frames: wide, recipe: order.recipe, style: style)
            .slice(Self.margin..<(Self.margin + frames))
        return MelodyConditions(
            sheet: Tensor(
                TokenSheet.values(of: features),
                shape: [1, tokens * SemanticTokenizer.latents, TokenSheet.count]),
            players: [players], keys: [sheet.key], given: [[]])
    }
}
