import Codecs
import Conditions
import FastSAG
import Foundation
import Listener
import Recipes
import Signal
import Tensors

/// The making of one take by FastSAG: sections of a Mel, of which given sound may keep some or all in part, and their sound.
/// Where sound stays as it is, what is made joins it (`JoinedSound`); else sound grows with the sections.
struct FastSAGTake {
    private let generator: FastSAGGenerator
    private let order: Order
    private let sink: any TakeSink
    /// What the model plays to; all that it sees is in seconds of the band.
    private let band: BandConditions
    private var recipe: Recipe { order.recipe }
    /// Samples of the take.
    private let length: Int
    /// Sections of the band.
    private let plan: SectionPlan
    /// Mel frames of the band, a multiple of the model's patch.
    private var frames: Int { plan.frameCount }
    /// Takes the take apart, where its recipe asks for stems, or for a band without some of them.
    private let splitting: TakeStems.Splitting?
    /// What there is already.
    private let given: GivenSound?
    private var stopwatch = Stopwatch<Phase>()
    private var stepSeconds: [Double] = []

    private static let timebase = FastSAGGenerator.timebase

    init(_ generator: FastSAGGenerator, _ order: Order, into sink: any TakeSink) throws {
        self.generator = generator
        self.order = order
        self.sink = sink
        band = BandConditions(order)
        length = Self.timebase.samples(over: order.span.duration)
        plan = generator.plan(seconds: band.duration)
        let isKept = order.recipe.stems == true
        let gate = BandGate(ArrangementSchedule(order.recipe, band.heard.leadSheet), rate: Self.timebase.rate)
        splitting = generator.splitter.flatMap {
            isKept || gate != nil ? TakeStems.Splitting(splitter: $0, isKept: isKept, gate: gate) : nil
        }
        let (length, frames, ratio) = (length, plan.frameCount, band.ratio)
        given = try order.take.given.map {
            try GivenSound(
                $0, start: order.span.start, length: length, frames: frames, ratio: ratio, Self.timebase)
        }
    }

    /// - Throws: what the sink throws to cancel; `GenerationError.notFinite`, errors of the engine.
    mutating func make() throws -> MadeTake {
        let features = ConditionFeatures(band.heard, frames: frames, recipe: recipe, style: recipe.drawnStyle)
        let mel = given.map { standardised($0.band) }
        stopwatch.lap(.condition)
        let sampling = try MelSampling(
            generator.model, recipe: recipe, features: features,
            given: given.flatMap { given in mel.map { (mel: $0, mask: given.mask) } })
        if let given, given.mask.keepsSound { return try joined(given, sampling) }
        return try grown(sampling)
    }

    /// Sound that grows with the sections.
    private mutating func grown(_ sampling: MelSampling) throws -> MadeTake {
        var vocoder = SectionVocoder(generator.vocoder)
        var splitter = try TakeStems(splitting, ratio: band.ratio)
        var take = growing(splitter.names)
        let count = plan.sections.count
        try sampling.run(plan) {
            try note($0)
        } conditioned: {
            stopwatch.lap(.condition)
        } handle: { section, mel in
            stopwatch.lap(.denoise)
            func report() throws {
                try sink.progress(.vocoded(section: section.index + 1, of: count, steps: sampling.steps))
            }
            let sound = try vocoder.append(mel, isLast: section.isLast, check: report)
            stopwatch.lap(.vocode)
            let parts = try splitter.append(sound, isLast: section.isLast, check: report)
            if splitting != nil { stopwatch.lap(.split) }
            try take.append(parts)
        }
        try take.finish()
        let ratio = band.ratio
        return made(
            take, joins: plan.sections.dropFirst().map { Self.timebase.start(ofFrame: $0.lowerBound) / ratio })
    }

    // MARK: Joining what stays

    /// Frames of what is given that are heard on each side of what is made.
    private static let context = FastSAGGenerator.overlapFrames

    private mutating func joined(_ given: GivenSound, _ sampling: MelSampling) throws -> MadeTake {
        let changed = given.mask.changedFrames
        guard !changed.isEmpty else {
            // all stays
            let stems = try kept(given, of: 1, steps: sampling.steps)
            var take = growing(Array(stems.keys))
            try take.append(stems)
            return made(take, joins: [])
        }
        let window = changed.widened(
            by: Self.context, atLeast: FastSAGGenerator.sectionFrames, within: frames,
            unit: generator.model.configuration.patch)
        let plan = generator.plan(frames: window.count)
        let count = plan.sections.count
        var stems = try kept(given, of: count, steps: sampling.steps)
        var take = growing(Array(stems.keys))
        var join = JoinedSound(
            generator, given, window: window, changed: changed, ratio: band.ratio, splitting: splitting)
        // what stays before all that is made
        let before = join.firstSample
        try take.append(stems.mapValues { Array($0[..<before]) })
        try sampling.run(plan, from: window.lowerBound) {
            try note($0)
        } conditioned: {
            stopwatch.lap(.condition)
        } handle: { _, mel in
            join.append(mel)
            stopwatch.lap(.denoise)
        }
        func report() throws { try sink.progress(.vocoded(section: count, of: count, steps: sampling.steps)) }
        let sound = try join.sound(check: report)
        stopwatch.lap(.vocode)
        try join.put(sound, into: &stems, check: report)
        if splitting != nil { stopwatch.lap(.split) }
        try take.append(stems.mapValues { Array($0[before...]) })
        return made(
            take,
            joins: given.mask.changed.flatMap { [$0.lowerBound, $0.upperBound] }.map {
                Self.timebase.seconds(ofSample: $0)
            })
    }

    /// The given stems: their own where they are those that this take has, else split or put together.
    private func kept(_ given: GivenSound, of sections: Int, steps: Int) throws -> [String: [Float]] {
        guard let splitting, splitting.isKept else { return [FastSAGGenerator.stem: given.sum] }
        if Set(given.stems.keys) == Set(FastSAGGenerator.splitStems) { return given.stems }
        // whoever played there stays
        let apart = TakeStems.Splitting(splitter: splitting.splitter, isKept: true, gate: nil)
        return try TakeStems.samples(given.sum, apart) {
            try sink.progress(TakeProgress(phase: .condition, section: 1, sections: sections, step: 0, steps: steps))
        }
    }

    // MARK: Parts

    private mutating func note(_ progress: TakeProgress) throws {
        if progress.phase == .denoise { stepSeconds.append(stopwatch.lap(.denoise)) }
        try sink.progress(progress)
    }

    private func growing(_ names: [String]) -> GrowingStems {
        GrowingStems(names, timebase: Self.timebase, start: order.span.start, length: length, into: sink)
    }

    /// The Mel of samples as the model sees it, (1, frames, bands); frames without sound hold the last one.
    private func standardised(_ samples: [Float]) -> Tensor {
        let bands = generator.model.configuration.bands
        let padded = samples + [Float](repeating: 0, count: max(frames * Self.timebase.hop - samples.count, 0))
        let mel = MelFrontEnd().logMel(padded)
        return generator.model.standardised(
            Tensor(Array(mel.values.prefix(frames * bands)), shape: [1, frames, bands]))
    }

    /// - Parameter joins: seconds of the take.
    private func made(_ take: GrowingStems, joins: [Double]) -> MadeTake {
        let span = order.span
        return MadeTake(
            stems: take.sounds,
            start: span.start, leadSheet: span.leadSheet,
            modelHash: generator.modelHash(heardBy: order.heard.listener), joins: joins.map { span.start + $0 },
            phaseSeconds: stopwatch.laps, stepSeconds: stepSeconds)
    }
}

extension TakeProgress {
    /// A section's Mel is turned into sound.
    static func vocoded(section: Int, of sections: Int, steps: Int) -> TakeProgress {
        TakeProgress(phase: .vocode, section: section, sections: sections, step: steps, steps: steps)
    }
}
