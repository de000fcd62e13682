import Foundation
import MeLoDy
import Recipes
import Signal

/// The making of one take by MeLoDy: windows of chunks, of which those that the window before made, and those of sound that
/// stays, are clean from the beginning (Lam et al. 2023, algorithm 2).
struct MelodyTake {
    private let generator: MeLoDyGenerator
    private let order: Order
    private let sink: any TakeSink
    /// What the band plays to, in seconds of the band.
    private let band: BandConditions
    /// Samples of the take.
    private let length: Int
    /// Windows over tokens.
    private let plan: SectionPlan
    private let given: GivenSound?
    private var stopwatch = Stopwatch<Phase>()

    private static let timebase = MeLoDyGenerator.timebase

    /// Mel frames of the band.
    private var frames: Int { plan.frameCount * MeLoDyGenerator.tokenFrames }

    init(_ generator: MeLoDyGenerator, _ order: Order, into sink: any TakeSink) throws {
        self.generator = generator
        self.order = order
        self.sink = sink
        band = BandConditions(order)
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
        let (count, steps) = (plan.sections.count, MelodySettings(order.recipe).sampler.steps)
        func report(_ phase: Phase, _ section: Int, _ step: Int) throws {
            try sink.progress(
                TakeProgress(phase: phase, section: section + 1, sections: count, step: step, steps: steps))
        }
        try report(.condition, 0, 0)
        let known = try given.map { given in
            try KnownBand(given.band, strengths: Array(given.mask.strengths.prefix(frames)), generator)
        }
        stopwatch.lap(.condition)
        var sampling = try MelodySampling(generator, order, band, known: known, stopwatch)
        var sections = SectionVocoder(generator.vocoder)
        let retuned = try RetunedSound(ratio: band.ratio, rate: Self.timebase.rate)
        var sound: [Float] = []
        var grown = GrowingStems(
            [MeLoDyGenerator.stem], timebase: Self.timebase, start: order.span.start, length: length, into: sink)
        try SectionRunner<MelodyContent>(plan).run { section, opening in
            let window = MelodyWindow(
                units: section.units, opening: opening, known: known, width: generator.diffusion.width)
            return try sampling.content(
                window, index: section.index, from: MeLoDyGenerator.seconds(ofToken: section.units.lowerBound)
            ) { phase, step in try report(phase, section.index, step) }
        } handle: { section, final in
            let made = try retuned.append(
                sections.append(final.mel, tones: final.tones, isLast: section.isLast) {
                    try report(.vocode, section.index, steps)
                }, isLast: section.isLast)
            sampling.stopwatch.lap(.vocode)
            // what stays is joined at the end, when all around it is there
            if given == nil { try grown.append([MeLoDyGenerator.stem: made]) } else { sound += made }
        }
        if let given { try grown.append([MeLoDyGenerator.stem: given.joining(sound, Self.timebase)]) }
        try grown.finish()
        let span = order.span
        return MadeTake(
            stems: grown.sounds, start: span.start, leadSheet: span.leadSheet,
            modelHash: generator.modelHash(heardBy: order.heard.listener),
            joins: plan.sections.dropFirst().map {
                span.start + MeLoDyGenerator.seconds(ofToken: $0.lowerBound) / band.ratio
            }, phaseSeconds: sampling.stopwatch.laps, stepSeconds: sampling.stepSeconds,
            passes: sampling.passes)
    }
}
