import Codecs
import Conditions
import Foundation
import Listener
import Music
import Recipes
import Signal
import StemGen
import Tensors

/// The making of one take by StemGen: windows of tokens, each with what the one before decided as already unmasked, and
/// their sound. Of a take that is changed, the tokens that stay are given and its samples stay.
struct StemGenTake {
    private let generator: StemGenGenerator
    private let order: Order
    private let sink: any TakeSink
    /// What the model plays to; all that it hears is in seconds of the band.
    private let band: BandConditions
    /// Samples of the take.
    private let length: Int
    /// Windows over tokens.
    private let plan: SectionPlan
    private let given: GivenSound?
    private var stopwatch = Stopwatch<Phase>()
    private var stepSeconds: [Double] = []

    private static let timebase = StemGenGenerator.timebase

    /// Mel frames of the band.
    private var frames: Int { plan.frameCount * TokenCodec.stride }

    init(_ generator: StemGenGenerator, _ order: Order, into sink: any TakeSink) throws {
        self.generator = generator
        self.order = order
        self.sink = sink
        band = BandConditions(order)
        length = Self.timebase.samples(over: order.span.duration)
        let tokens =
            (Self.timebase.frames(over: band.duration) + TokenCodec.stride - 1) / TokenCodec.stride
        plan = SectionPlan(
            frames: tokens, length: StemGenGenerator.windowTokens, overlap: StemGenGenerator.overlapTokens, unit: 1)
        let (length, frames, ratio) = (length, plan.frameCount * TokenCodec.stride, band.ratio)
        given = try order.take.given.map {
            try GivenSound($0, start: order.span.start, length: length, frames: frames, ratio: ratio, Self.timebase)
        }
    }

    /// - Throws: what the sink throws to cancel; `GenerationError.notFinite`, errors of the engine.
    mutating func make() throws -> MadeTake {
        let heard = try context()
        let sources = sources(hears: !StemLevel.isSilent(heard))
        let decoder = StemDecoder(order.recipe, given: sources)
        let pitches = StemVoicing.reading(
            of: StemGenGenerator.family(of: order.recipe), by: generator.codec.sizes)
        let features = ConditionFeatures(band.heard, frames: frames, recipe: order.recipe, style: style)
        let count = plan.sections.count
        try sink.progress(
            TakeProgress(phase: .condition, section: 1, sections: count, step: 0, steps: decoder.stepCount))
        // all of it at once: the encoder's reach crosses windows
        let (context, known) = try Engine.withGradients(false) {
            (latents(heard), try given.map { try tokens($0) })
        }
        var random = SeededGenerator(seed: order.recipe.seed)
        let wanted = masked(known, &random)
        stopwatch.lap(.condition)
        var sections = SectionVocoder(generator.vocoder)
        let retuned = try RetunedSound(ratio: band.ratio, rate: Self.timebase.rate)
        var sound: [Float] = []
        var grown = growing()
        try SectionRunner<TokenContent>(plan).run { section, opening in
            var start = wanted.slice(section.units)
            if let opening { start = start.opening(with: opening.codes) }
            let input = StemInput(
                context: context.narrowed(1, from: section.units.lowerBound, length: section.units.count),
                sheet: Tensor(
                    TokenSheet.values(of: features.slice(Self.frames(section.units))),
                    shape: [1, section.units.count, TokenSheet.count]),
                instruments: [StemGenGenerator.family(of: order.recipe)], given: [sources])
            var window = SeededGenerator(seed: order.recipe.seed, stream: UInt64(section.index) + 1)
            let codes = try Engine.withReducedPrecision(Engine.supportsReducedPrecision(on: .cpu)) {
                try decoder.decode(generator.model, input, given: start, generator: &window) { step in
                    stepSeconds.append(stopwatch.lap(.decode))
                    try sink.progress(
                        TakeProgress(
                            phase: .decode, section: section.index + 1, sections: count, step: step,
                            steps: decoder.stepCount))
                }
            }
            return try Engine.withGradients(false) {
                try TokenContent(codes, codec: generator.codec, input: input, pitches: pitches)
            }
        } handle: { section, final in
            func report() throws {
                try sink.progress(
                    TakeProgress(
                        phase: .vocode, section: section.index + 1, sections: count, step: decoder.stepCount,
                        steps: decoder.stepCount))
            }
            let made = try retuned.append(
                sections.append(final.mel, tones: final.tones, isLast: section.isLast, check: report),
                isLast: section.isLast)
            stopwatch.lap(.vocode)
            // what stays is joined at the end, when all around it is there
            if given == nil { try grown.append([StemGenGenerator.stem: made]) } else { sound += made }
        }
        if let given {
            let joined = given.joining(sound, Self.timebase)
            try grown.append([StemGenGenerator.stem: joined])
        }
        try grown.finish()
        return made(grown)
    }

    // MARK: What is heard

    /// Who hears others play follows them, unless a style is asked.
    private var style: Style? { order.take.context == nil ? order.recipe.drawnStyle : order.recipe.style }

    /// The mix that is listened to, in the band's time and tuning, of the model's level, as many samples as it has frames.
    private func context() throws -> [Float] {
        let (span, rate) = (order.span, Self.timebase.rate)
        let mix = (order.take.context ?? order.take.vocal)
            .slice(from: span.part.lowerBound, to: span.part.upperBound)
            .padded(before: span.lead, after: span.tail)
        let samples = try Resampler(from: mix.sampleRate, to: rate * band.ratio).resample(mix.mono())
        let count = frames * Self.timebase.hop
        return StemLevel.levelled(
            Array(samples.prefix(count)) + .init(repeating: 0, count: max(count - samples.count, 0)))
    }

    /// What there is to follow. Silence is no mix: the model never heard any.
    private func sources(hears: Bool) -> Set<StemSource> {
        var sources: Set<StemSource> = [.instrument]
        if hears { sources.insert(.mix) }
        if band.heard.leadSheet.beats.count > 1 { sources.insert(.beats) }
        if band.heard.leadSheet.chords.contains(where: { $0.chord != nil }) { sources.insert(.chords) }
        if style != nil { sources.insert(.style) }
        return sources
    }

    /// The codec's latents of samples, (1, tokens, D).
    private func latents(_ samples: [Float]) -> Tensor {
        let mel = MelFrontEnd().logMel(samples)
        let all = Tensor(Array(mel.values.prefix(frames * mel.bands)), shape: [1, frames, mel.bands])
        return generator.codec.latents(generator.codec.standardised(all))
    }

    private static func frames(_ tokens: Range<Int>) -> Range<Int> {
        (tokens.lowerBound * TokenCodec.stride)..<(tokens.upperBound * TokenCodec.stride)
    }

    // MARK: What is given

    /// The tokens of sound that there is, all known.
    private func tokens(_ given: GivenSound) throws -> [[Int]] {
        let count = frames * Self.timebase.hop
        let padded = given.band + [Float](repeating: 0, count: max(count - given.band.count, 0))
        return try generator.codec.quantizer.encode(latents(StemLevel.levelled(padded))).map { try $0.integers() }
    }

    /// What is made of which tokens: all of them, or where given sound stays less than wholly, a share of its tokens.
    private func masked(_ known: [[Int]]?, _ random: inout SeededGenerator) -> GivenTokens {
        let nothing = GivenTokens(levels: generator.model.levels, tokens: plan.frameCount)
        guard let given, let known else { return nothing }
        let strengths = (0..<plan.frameCount).map { token in
            given.mask.strengths[Self.frames(token..<(token + 1))].max() ?? 1
        }
        return GivenTokens(codes: known, isMasked: nothing.isMasked)
            .masking(strengths: strengths, generator: &random)
    }

    // MARK: Parts

    private func growing() -> GrowingStems {
        GrowingStems(
            [StemGenGenerator.stem], timebase: Self.timebase, start: order.span.start, length: length, into: sink)
    }

    private func made(_ take: GrowingStems) -> MadeTake {
        let span = order.span
        return MadeTake(
            stems: take.sounds,
            start: span.start, leadSheet: span.leadSheet,
            modelHash: generator.modelHash(heardBy: order.heard.listener),
            joins: plan.sections.dropFirst().map {
                span.start + Self.timebase.start(ofFrame: $0.lowerBound * TokenCodec.stride) / band.ratio
            }, phaseSeconds: stopwatch.laps, stepSeconds: stepSeconds)
    }
}

/// Tokens of a window, their natural-log Mel, `[frame * bands + band]`, and the fundamentals in it, Hz a frame.
private struct TokenContent: SectionContent {
    let codes: [[Int]]
    let mel: [Float]
    let tones: [[Float]]
    private let bands: Int

    init(_ codes: [[Int]], codec: TokenCodec, input: StemInput, pitches: SoundingPitches?) throws {
        self.codes = codes
        bands = codec.sizes.bands
        let voiced = codec.decode(
            codes.map { Tensor($0, shape: [1, $0.count]) },
            conditions: codec.sizes.conditions.map { _ in StemVoicing.conditions(input) })
        var made = try voiced.mel.floats()
        MelPeaks.limit(&made, bands: bands)
        mel = made
        tones =
            try pitches.flatMap { reading in try voiced.pitches.map { reading.tones(try $0.floats()) } }
            ?? Array(repeating: [], count: mel.count / bands)
    }

    private init(codes: [[Int]], mel: [Float], tones: [[Float]], bands: Int) {
        self.codes = codes
        self.mel = mel
        self.tones = tones
        self.bands = bands
    }

    func slice(_ units: Range<Int>) -> TokenContent {
        let frames = (units.lowerBound * TokenCodec.stride)..<(units.upperBound * TokenCodec.stride)
        return TokenContent(
            codes: codes.map { Array($0[units]) },
            mel: Array(mel[(frames.lowerBound * bands)..<(frames.upperBound * bands)]), tones: Array(tones[frames]),
            bands: bands)
    }
}
