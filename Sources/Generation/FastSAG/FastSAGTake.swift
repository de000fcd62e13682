import Codecs
import FastSAG
import Foundation
import Listener
import Recipes
import Signal
import Tensors

/// The making of one take by FastSAG: from noise, from an existing take, or of a range of an existing one.
struct FastSAGTake {
    private let generator: FastSAGGenerator
    private let order: Order
    /// In seconds of the band, like all that the model sees.
    private let heard: Heard
    /// Frequencies of the take over those of the band, and seconds of the band over those of the take.
    private let ratio: Double
    private let recipe: Recipe
    /// Samples of the take.
    private let length: Int
    /// Sections of the band.
    private let plan: SectionPlan
    /// Mel frames of the band, a multiple of the model's patch.
    private var frames: Int { plan.frameCount }
    /// Takes the take apart, where its recipe asks for stems, or for a band without some of them.
    private let splitting: TakeStems.Splitting?
    /// The take that this one starts from, by stem and all stems together.
    private let parentStems: [String: [Float]]?
    private let parent: [Float]?
    /// The latter in the tuning and the time of the band.
    private let parentBand: [Float]?
    private var stopwatch = Stopwatch<TakeProgress.Stage>()
    private var stepSeconds: [Double] = []

    private static let timebase = FastSAGGenerator.timebase
    private static let rate = timebase.rate

    init(_ generator: FastSAGGenerator, _ order: Order) throws {
        self.generator = generator
        self.order = order
        let band = BandConditions(order)
        (heard, ratio) = (band.heard, band.ratio)
        recipe = order.recipe
        length = Self.timebase.samples(over: order.span.duration)
        plan = generator.plan(seconds: band.duration)
        let isKept = recipe.stems == true
        let gate = BandGate(ArrangementCourse(recipe, heard.leadSheet), rate: Self.rate)
        splitting = generator.splitter.flatMap {
            isKept || gate != nil ? TakeStems.Splitting(splitter: $0, isKept: isKept, gate: gate) : nil
        }
        parentStems = try (recipe.variation == nil && recipe.reroll == nil ? nil : order.take.parent)
            .map { [length] in try Self.matched($0, length: length) }
        parent = parentStems.map(Self.sum)
        parentBand = try parent.map { [ratio] in
            ratio == 1 ? $0 : try Resampler(from: Self.rate, to: Self.rate * ratio).resample($0)
        }
    }

    mutating func make(
        progress: (TakeProgress) throws -> Void, sections: ([String: AudioBuffer]) throws -> Void
    ) throws -> Accompaniment {
        let features = FastSAGGenerator.features(heard, frames: frames, recipe: recipe)
        let parentMel = parentBand.map(standardised)
        stopwatch.lap(.condition)
        if let reroll = recipe.reroll, let parent, let parentBand, let parentMel {
            let start = order.span.start
            return try remade(
                max(reroll.lowerBound - start, 0)..<max(reroll.upperBound - start, 0), of: parent, band: parentBand,
                mel: parentMel, features, progress: progress, sections: sections)
        }
        var vocoder = SectionVocoder(generator.vocoder)
        var stems = try TakeStems(splitting, ratio: ratio)
        var job = SectionSampling(generator.model, recipe: recipe, features: features, plan: plan)
        job.parent = parentMel
        let count = plan.sections.count
        let length = length
        try job.run { now in
            if now.stage == .denoise { stepSeconds.append(stopwatch.lap(.denoise)) }
            try progress(now)
        } conditioned: {
            stopwatch.lap(.condition)
        } section: { index, mel in
            stopwatch.lap(.denoise)
            func report() throws { try progress(.vocoded(section: index + 1, of: count, steps: job.steps)) }
            let given = vocoder.samples.count
            try vocoder.append(mel, isLast: index + 1 == count, check: report)
            stopwatch.lap(.vocode)
            try stems.append(Array(vocoder.samples[given...]), isLast: index + 1 == count, check: report)
            if splitting != nil { stopwatch.lap(.split) }
            try sections(stems.samples.mapValues { Self.buffer(Array($0.prefix(length))) })
        }
        return accompaniment(
            stems.samples.mapValues { samples in
                let kept = samples.prefix(length)
                return Array(kept) + [Float](repeating: 0, count: length - kept.count)
            },
            joins: plan.sections.dropFirst().map { Self.timebase.start(ofFrame: $0.lowerBound) / ratio })
    }

    // MARK: Making a range anew

    /// Seconds of the cross-fade on each side of the range, outside of it: what begins with the range begins clearly.
    static let fadeSeconds = 0.02
    /// Frames of the parent that are heard on each side of the range by the sampler, and by the vocoder.
    static let samplerContext = FastSAGGenerator.overlapFrames
    static let vocoderContext = 64

    private mutating func remade(
        _ range: Range<Double>, of parent: [Float], band: [Float], mel: Tensor, _ features: ConditionFeatures,
        progress: (TakeProgress) throws -> Void, sections: ([String: AudioBuffer]) throws -> Void
    ) throws -> Accompaniment {
        let hop = generator.vocoder.configuration.hop
        let bands = generator.model.configuration.bands
        let first = min(Self.timebase.sample(at: range.lowerBound), length)
        let last = min(Self.timebase.sample(at: range.upperBound), length)
        let fade = Int(Self.fadeSeconds * Self.rate)
        let bandFirst = min(Self.timebase.sample(at: range.lowerBound * ratio), band.count)
        let bandLast = min(Self.timebase.sample(at: range.upperBound * ratio), band.count)
        let wanted =
            min(bandFirst / hop, frames - 1)..<min(max((bandLast + hop - 1) / hop, bandFirst / hop + 1), frames)

        let window = wanted.widened(
            by: Self.samplerContext, atLeast: FastSAGGenerator.sectionFrames, within: frames,
            unit: generator.model.configuration.patch)
        let plan = generator.plan(frames: window.count)
        var job = SectionSampling(generator.model, recipe: recipe, features: features, plan: plan)
        job.offset = window.lowerBound
        job.parent = mel
        job.kept = (0..<frames).map { wanted.contains($0) ? 0 : 1 }
        let count = plan.sections.count
        var stems = try keptStems(parent) {
            try progress(TakeProgress(stage: .condition, section: 1, sections: count, step: 0, steps: job.steps))
        }
        try sections(stems.mapValues { Self.buffer(Array($0[..<max(first - fade, 0)])) })
        var made: [Float] = []
        try job.run { now in
            if now.stage == .denoise { stepSeconds.append(stopwatch.lap(.denoise)) }
            try progress(now)
        } conditioned: {
            stopwatch.lap(.condition)
        } section: { _, mel in
            made += mel
            stopwatch.lap(.denoise)
        }

        let heardRange = wanted.widened(by: Self.vocoderContext, atLeast: 0, within: frames, unit: 1)
            .clamped(to: window)
        let logMel = Spectrogram(
            frames: heardRange.count, bands: bands,
            values: Array(
                made[
                    ((heardRange.lowerBound - window.lowerBound) * bands)..<((heardRange.upperBound
                        - window.lowerBound) * bands)]), hopSeconds: ConditionFeatures.hopSeconds)
        func report() throws { try progress(.vocoded(section: count, of: count, steps: job.steps)) }
        // phases go on from the parent's on both sides
        let padded = band + [Float](repeating: 0, count: max(frames * hop - band.count, 0))
        let origin = heardRange.lowerBound * hop
        var start = try generator.vocoder.samples(
            logMel.values, frames: logMel.frames, known: Array(padded[origin..<max(bandFirst, origin)])
        ) { _ in try report() }
        for index in start.indices where !(bandFirst..<bandLast).contains(origin + index) {
            start[index] = padded[origin + index]
        }
        let refined = try PhaseRefiner(iterations: generator.vocoder.refinements)
            .refine(start, logMel: logMel, check: report) { _ in }
        guard refined.allSatisfy(\.isFinite) else { throw GenerationError.notFinite }
        stopwatch.lap(.vocode)
        // the frames around the range are more than the splitter sees
        let remade = try splitting.map { try TakeStems.samples(refined, $0, from: origin, check: report) }
        for (name, part) in remade ?? [FastSAGGenerator.stem: refined] {
            guard var samples = stems.removeValue(forKey: name) else { continue }
            let (start, new) = try RetunedSound.part(part, from: origin, ratio: ratio, rate: Self.rate)
            for index in max(first - fade, 0)..<min(last + fade, length, start + new.count) {
                let distance = index < first ? first - index : max(index - last + 1, 0)
                let weight = 1 - Float(distance) / Float(fade + 1)
                samples[index] += weight * (new[index - start] - samples[index])
            }
            stems[name] = samples
        }
        if splitting != nil { stopwatch.lap(.split) }
        return accompaniment(stems, joins: [range.lowerBound, Double(last) / Self.rate])
    }

    /// The parent's stems: its own where they are those that this take has, else split or put together.
    private func keptStems(_ parent: [Float], check: () throws -> Void) throws -> [String: [Float]] {
        guard let splitting, splitting.isKept else { return [FastSAGGenerator.stem: parent] }
        if let parentStems, Set(parentStems.keys) == Set(FastSAGGenerator.splitStems) { return parentStems }
        // whoever played in the parent stays
        let apart = TakeStems.Splitting(splitter: splitting.splitter, isKept: true, gate: nil)
        return try TakeStems.samples(parent, apart, check: check)
    }

    // MARK: Parts

    /// Stems at the model's rate, cut or filled up to a length.
    private static func matched(_ stems: [String: AudioBuffer], length: Int) throws -> [String: [Float]] {
        try stems.mapValues { stem in
            let mono = try Resampler(from: stem.sampleRate, to: rate).resample(stem.mono()).prefix(length)
            return Array(mono) + [Float](repeating: 0, count: length - mono.count)
        }
    }

    /// All stems together.
    private static func sum(_ stems: [String: [Float]]) -> [Float] {
        let parts = stems.sorted { $0.key < $1.key }.map(\.value)
        var sum = parts.first ?? []
        for part in parts.dropFirst() {
            for (index, sample) in part.enumerated() { sum[index] += sample }
        }
        return sum
    }

    /// The Mel of samples as the model sees it, (1, frames, bands); frames without sound hold the last one.
    private func standardised(_ samples: [Float]) -> Tensor {
        let bands = generator.model.configuration.bands
        let hop = generator.vocoder.configuration.hop
        let padded = samples + [Float](repeating: 0, count: max(frames * hop - samples.count, 0))
        let mel = MelFrontEnd().logMel(padded)
        return generator.model.standardised(
            Tensor(Array(mel.values.prefix(frames * bands)), shape: [1, frames, bands]))
    }

    private static func buffer(_ samples: [Float]) -> AudioBuffer { AudioBuffer(sampleRate: rate, mono: samples) }

    private func accompaniment(_ stems: [String: [Float]], joins: [Double]) -> Accompaniment {
        var heard = order.heard
        heard.leadSheet = order.span.leadSheet
        return Accompaniment(
            take: MadeTake(
                stems: stems.mapValues(Self.buffer), start: order.span.start, leadSheet: order.span.leadSheet,
                modelHash: generator.modelHash(heardBy: heard.listener)),
            heard: heard, tail: order.span.tail, stageSeconds: stopwatch.laps, stepSeconds: stepSeconds, joins: joins)
    }
}

extension TakeProgress {
    /// A section's Mel is turned into sound.
    static func vocoded(section: Int, of sections: Int, steps: Int) -> TakeProgress {
        TakeProgress(stage: .vocode, section: section, sections: sections, step: steps, steps: steps)
    }
}

extension Range<Int> {
    /// The range with so much on both sides, on whole units within 0..<end, and where there is room at least so long.
    func widened(by context: Int, atLeast length: Int, within end: Int, unit: Int) -> Range<Int> {
        var low = Swift.max(lowerBound - context, 0) / unit * unit
        var high = Swift.min((upperBound + context + unit - 1) / unit * unit, end)
        let missing = Swift.max(Swift.min(length, end) - (high - low), 0)
        low = Swift.max(low - missing / 2 / unit * unit, 0)
        high = Swift.min(Swift.max(high, low + Swift.min(length, end)), end)
        low = Swift.min(low, Swift.max(high - Swift.min(length, end), 0))
        return low..<high
    }
}
