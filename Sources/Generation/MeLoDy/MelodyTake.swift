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

/// The making of one take by MeLoDy: windows of chunks, of which those that the window before made, and those of sound that
/// stays, are clean from the beginning (Lam et al. 2023, algorithm 2).
struct MelodyTake {
    private let generator: MeLoDyGenerator
    private let order: Order
    private let sink: any TakeSink
    /// What the band plays to, in seconds of the band.
    private let band: BandConditions
    private let settings: MelodySettings
    private let prompt: Prompt?
    /// Samples of the take.
    private let length: Int
    /// Windows over tokens.
    private let plan: SectionPlan
    private let given: GivenSound?
    private var stopwatch = Stopwatch<Phase>()
    private var stepSeconds: [Double] = []

    private static let timebase = MeLoDyGenerator.timebase

    /// Mel frames of the band.
    private var frames: Int { plan.frameCount * MeLoDyGenerator.tokenFrames }

    init(_ generator: MeLoDyGenerator, _ order: Order, into sink: any TakeSink) throws {
        self.generator = generator
        self.order = order
        self.sink = sink
        band = BandConditions(order)
        let settings = MelodySettings(order.recipe)
        self.settings = settings
        prompt = try settings.prompt.map { try Prompt($0) }
        length = Self.timebase.samples(over: order.span.duration)
        let unit = MeLoDyGenerator.tokenFrames
        let tokens = (Self.timebase.frames(over: band.duration) + unit - 1) / unit
        // what is shorter than a window is a part of one
        plan = SectionPlan(
            frames: max(tokens, MeLoDyGenerator.windowTokens), length: MeLoDyGenerator.windowTokens,
            overlap: MeLoDyGenerator.chunkTokens, unit: MeLoDyGenerator.chunkTokens)
        let (length, frames, ratio) = (length, plan.frameCount * unit, band.ratio)
        given = try order.take.given.map {
            try GivenSound($0, start: order.span.start, length: length, frames: frames, ratio: ratio, Self.timebase)
        }
    }

    /// - Throws: what the sink throws to cancel; `GenerationError.notFinite`, errors of the engine.
    mutating func make() throws -> MadeTake {
        let features = ConditionFeatures(band.heard, frames: frames, recipe: order.recipe, style: style)
        var sources = sources
        let count = plan.sections.count
        let steps = settings.sampler.steps
        func report(_ phase: Phase, _ section: Int, _ step: Int) throws {
            try sink.progress(
                TakeProgress(phase: phase, section: section + 1, sections: count, step: step, steps: steps))
        }
        try report(.condition, 0, 0)
        let known = try given.map { try KnownBand($0, frames: frames, generator) }
        let lead = try lead(known)
        let players = prompt?.facts.players ?? known?.players ?? []
        if !players.isEmpty { sources.insert(.players) }
        stopwatch.lap(.condition)
        let continuation = SemanticContinuation(
            generator.language, reach: MeLoDyGenerator.reach,
            prompt: lead,
            sampler: TokenSampler(
                temperature: Float(settings.temperature), topK: settings.topK, topP: Float(settings.topP),
                seed: order.recipe.seed))
        var sections = SectionVocoder(generator.vocoder)
        let retuned = try RetunedSound(ratio: band.ratio, rate: Self.timebase.rate)
        var sound: [Float] = []
        var grown = growing()
        try SectionRunner<MelodyContent>(plan).run { section, opening in
            let window = MelodyWindow(
                units: section.units, opening: opening, known: known, width: generator.diffusion.width)
            let conditions = conditions(features, section.units, players)
            let atTokens = conditions.branches([sources.intersection(MelodySource.ofLanguage)]).atTokens
            var tokens: [Int] = opening?.tokens ?? []
            for chunk in (tokens.count / MeLoDyGenerator.chunkTokens)..<window.angles.count {
                let places = (chunk * MeLoDyGenerator.chunkTokens)..<((chunk + 1) * MeLoDyGenerator.chunkTokens)
                let here = atTokens.narrowed(from: places.lowerBound, length: places.count)
                if let kept = window.tokens(ofChunk: chunk) {
                    continuation.hear(kept, here)
                    tokens += kept
                } else {
                    tokens += try continuation.next(here) { try report(.continueTokens, section.index, 0) }
                }
            }
            stopwatch.lap(.continueTokens)
            var random = SeededGenerator(seed: order.recipe.seed, stream: UInt64(section.index) + 1)
            let shape = [1, tokens.count * SemanticTokenizer.latents, generator.diffusion.width]
            let noise = Tensor(random.normals(shape[1] * shape[2]), shape: shape)
            let latents = try Engine.withReducedPrecision(Engine.supportsReducedPrecision(on: .cpu)) {
                try settings.sampler.sample(
                    generator.diffusion, tokens: Tensor(tokens, shape: [1, tokens.count]), conditions,
                    sources: sources.intersection(MelodySource.ofDiffusion), noise: noise,
                    given: (Tensor(window.latents, shape: shape), window.angles),
                    chunks: window.angles.count
                ) { step in
                    stepSeconds.append(stopwatch.lap(.diffuse))
                    try report(.diffuse, section.index, step)
                }
            }
            return try Engine.withGradients(false) { try MelodyContent(tokens, latents: latents, generator) }
        } handle: { section, final in
            let made = try retuned.append(
                sections.append(final.mel, tones: final.tones, isLast: section.isLast) {
                    try report(.vocode, section.index, steps)
                }, isLast: section.isLast)
            stopwatch.lap(.vocode)
            // what stays is joined at the end, when all around it is there
            if given == nil { try grown.append([MeLoDyGenerator.stem: made]) } else { sound += made }
        }
        if let given {
            let joined = given.joining(sound, Self.timebase)
            try grown.append([MeLoDyGenerator.stem: joined])
        }
        try grown.finish()
        return made(grown)
    }

    /// Whoever goes on keeps the style that there is, unless one is asked.
    private var style: Style? {
        order.recipe.style ?? prompt?.facts.style ?? (given == nil && prompt == nil ? order.recipe.drawnStyle : nil)
    }

    /// The prompt's tokens: of its words, else of the sound that goes on.
    private func lead(_ known: KnownBand?) throws -> [Int]? {
        let prompts = generator.prompts
        if let prompt { return try prompts.tokens(prompts.embedded(prompt)) }
        return try known?.clip.map { clip in
            try prompts.tokens(
                Engine.withGradients(false) { prompts.embedded(clips: Tensor(clip, shape: [1, clip.count])) })
        }
    }

    /// What there is to follow.
    private var sources: Set<MelodySource> {
        var sources: Set<MelodySource> = [.tokens, .key]
        if style != nil { sources.insert(.style) }
        if band.heard.leadSheet.beats.count > 1 { sources.insert(.beats) }
        if band.heard.leadSheet.chords.contains(where: { $0.chord != nil }) { sources.insert(.chords) }
        return sources
    }

    /// Of a window; what is given of them is up to each model.
    private func conditions(
        _ features: ConditionFeatures, _ tokens: Range<Int>, _ players: Set<InstrumentFamily>
    ) -> MelodyConditions {
        let unit = MeLoDyGenerator.tokenFrames
        let own = features.slice((tokens.lowerBound * unit)..<(tokens.upperBound * unit))
        return MelodyConditions(
            sheet: Tensor(
                TokenSheet.values(of: own),
                shape: [1, tokens.count * SemanticTokenizer.latents, TokenSheet.count]),
            players: [players], keys: [band.heard.leadSheet.key], given: [[]])
    }

    // MARK: Parts

    private func growing() -> GrowingStems {
        GrowingStems(
            [MeLoDyGenerator.stem], timebase: Self.timebase, start: order.span.start, length: length, into: sink)
    }

    private func made(_ take: GrowingStems) -> MadeTake {
        let span = order.span
        return MadeTake(
            stems: take.samples.mapValues { AudioBuffer(sampleRate: Self.timebase.rate, mono: $0) },
            start: span.start, leadSheet: span.leadSheet,
            modelHash: generator.modelHash(heardBy: order.heard.listener),
            joins: plan.sections.dropFirst().map {
                span.start + Self.timebase.start(ofFrame: $0.lowerBound * MeLoDyGenerator.tokenFrames) / band.ratio
            }, phaseSeconds: stopwatch.laps, stepSeconds: stepSeconds)
    }
}

/// MeLoDy's translation of `Given`: tokens and latents of sound that there is, and the angle from which each chunk starts.
struct KnownBand {
    let tokens: [Int]
    /// Standardised, `[latent * D + number]`.
    let latents: [Float]
    /// A chunk each: 0 stays, pi / 2 is free.
    let angles: [Double]
    /// Who is heard in what stays; empty where too little does.
    let players: Set<InstrumentFamily>
    /// The end of what stays, as the prompts' audio tower hears it; nil likewise.
    let clip: [Float]?

    init(_ given: GivenSound, frames: Int, _ generator: MeLoDyGenerator) throws {
        let count = frames * MeLoDyGenerator.timebase.hop
        let padded = StemLevel.levelled(
            Array(given.band.prefix(count)) + [Float](repeating: 0, count: max(count - given.band.count, 0)))
        let total = frames / MeLoDyGenerator.tokenFrames
        let posteriors = try generator.encoder.posteriors(of: padded)
        let heard = try generator.tokenizer.tokens(of: posteriors)
        let kept = Self.kept(given.mask, tokens: posteriors.tokens)
        clip = kept.isEmpty ? nil : ClipFeatures.values(of: posteriors, tokens: kept)
        players = Self.players(posteriors, in: kept)
        tokens = Array(heard.prefix(total)) + [Int](repeating: 0, count: max(total - heard.count, 0))
        let mel = MelFrontEnd().logMel(padded)
        latents = try Engine.withGradients(false) {
            try generator.diffusion.standardised(
                generator.codec.encode(
                    Tensor(Array(mel.values.prefix(frames * mel.bands)), shape: [1, frames, mel.bands]))
            ).floats()
        }
        let unit = MeLoDyGenerator.chunkTokens * MeLoDyGenerator.tokenFrames
        angles = stride(from: 0, to: frames, by: unit).map { first in
            (given.mask.strengths[first..<min(first + unit, frames)].max() ?? 1) * .pi / 2
        }
    }
}

extension KnownBand {
    /// Seconds of what stays under which it tells nothing of the band.
    private static let least = 4.0

    /// The listener's tokens of the last stretch that stays, as many as a clip has; empty where it is short.
    private static func kept(_ mask: KeepMask, tokens: Int) -> Range<Int> {
        let stays = (0..<tokens).map { token in
            let frame = token * VariationalCodec.stride
            return frame < mask.strengths.count && mask.strengths[frame] <= 0
        }
        guard let last = stays.lastIndex(of: true) else { return 0..<0 }
        let first = (stays[...last].lastIndex(of: false) ?? -1) + 1
        let kept = max(first, last + 1 - Int(ClipFeatures.seconds * Posteriors.rate))..<(last + 1)
        return kept.count < Int(least * Posteriors.rate) ? 0..<0 : kept
    }

    /// Families that are more likely heard than not, through a share of the time.
    private static func players(_ posteriors: Posteriors, in tokens: Range<Int>) -> Set<InstrumentFamily> {
        guard !tokens.isEmpty else { return [] }
        // the voice comes first
        return Set(
            InstrumentFamily.allCases.enumerated().filter { index, _ in
                let sounding = tokens.count { posteriors.activity[$0 * Posteriors.families + 1 + index] > 0.5 }
                return Double(sounding) > playing * Double(tokens.count)
            }.map(\.element))
    }

    private static let playing = 0.25
}

/// What a window of chunks starts from: what the one before it made, what is given, or nothing.
private struct MelodyWindow {
    let latents: [Float]
    let angles: [Double]
    private let known: [[Int]?]

    init(units: Range<Int>, opening: MelodyContent?, known: KnownBand?, width: Int) {
        let chunk = MeLoDyGenerator.chunkTokens
        let opened = (opening?.tokens.count ?? 0) / chunk
        let numbers = SemanticTokenizer.latents * width
        var latents: [Float] = opening?.latents ?? []
        var angles = [Double](repeating: 0, count: opened)
        var tokens: [[Int]?] = stride(from: 0, to: opened * chunk, by: chunk).map { first in
            (opening?.tokens).map { Array($0[first..<(first + chunk)]) }
        }
        for first in stride(from: units.lowerBound + opened * chunk, to: units.upperBound, by: chunk) {
            let angle = known?.angles[first / chunk] ?? .pi / 2
            angles.append(angle)
            latents +=
                known.map { Array($0.latents[(first * numbers)..<((first + chunk) * numbers)]) }
                ?? [Float](repeating: 0, count: chunk * numbers)
            // what is varied keeps its tokens: they say what is played, the latents how
            tokens.append(angle < .pi / 2 ? known.map { Array($0.tokens[first..<(first + chunk)]) } : nil)
        }
        (self.latents, self.angles, self.known) = (latents, angles, tokens)
    }

    /// Those that are known.
    func tokens(ofChunk index: Int) -> [Int]? { known[index] }
}
