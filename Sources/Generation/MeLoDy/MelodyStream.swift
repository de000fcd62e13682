import Codecs
import Foundation
import MeLoDy
import Recipes
import Signal

/// MeLoDy going on after the end of what there is, as long as it is asked: the last seconds of that are heard as tokens and
/// latents, then window after window goes on from the one before. Nothing depends on how long it will go on: what is made of a
/// longer order begins with what is made of a shorter one, and memory stays the same.
final class MelodyStream: TakeStream {
    private let generator: MeLoDyGenerator
    private let order: Order
    private let sink: any TakeSink
    private let band: BandConditions
    private var sampling: MelodySampling
    private var sections: SectionVocoder
    private let retuned: RetunedSound
    private var grown: GrowingStems
    private let known: KnownBand?
    /// What is given, up to where it goes on, samples of the take; handed over with the first section.
    private var kept: [Float]
    /// Seconds of the band at which its tokens are counted from.
    private let origin: Double
    /// Units of the next window.
    private var units: Range<Int>
    private var previous: MelodyContent?
    private var windows = 0
    private var joins: [Double] = []
    /// Samples that the vocoder gives before the place where the band goes on.
    private var before: Int
    /// By which what is made is louder than what it goes on from; nil until that can be told.
    private var gain: Float?

    private static let timebase = MeLoDyGenerator.timebase
    private static let chunk = MeLoDyGenerator.chunkTokens
    /// Samples of a chunk.
    private static let chunkSamples = chunk * MeLoDyGenerator.tokenFrames * timebase.hop
    /// Chunks of what is given that the language model hears, and those of them in the first window.
    private static let heardChunks = MeLoDyGenerator.reach / chunk
    private static let openingChunks = 1

    /// - Parameter order: that goes on (`TakeOrder.goesOn`).
    init(_ generator: MeLoDyGenerator, _ order: Order, into sink: any TakeSink) throws {
        guard let given = order.take.given, let anew = order.recipe.reroll else { throw GenerationError.parentMissing }
        self.generator = generator
        self.order = order
        self.sink = sink
        band = BandConditions(order)
        let (rate, start) = (Self.timebase.rate, order.span.start)
        var stopwatch = Stopwatch<Phase>()
        let joint = Self.timebase.sample(at: anew.lowerBound - start)
        kept = try Self.kept(given, from: start, samples: joint)
        // as much of its end as there are whole chunks of, in the tuning of the band
        let most = Int((Double(Self.heardChunks * Self.chunkSamples) / band.ratio).rounded(.up))
        let end = Array(kept.suffix(most))
        let tuned = band.ratio == 1 ? end : try Resampler(from: rate, to: rate * band.ratio).resample(end)
        let chunks = min(tuned.count / Self.chunkSamples, Self.heardChunks)
        let memory = Array(tuned.suffix(chunks * Self.chunkSamples))
        known =
            chunks == 0
            ? nil
            : try KnownBand(
                memory, strengths: .init(repeating: 0, count: memory.count / Self.timebase.hop), generator)
        origin = Double(joint) / rate * band.ratio - Double(memory.count) / rate
        stopwatch.lap(.condition)
        sampling = try MelodySampling(generator, order, band, known: known, stopwatch)
        sections = SectionVocoder(generator.vocoder)
        retuned = try RetunedSound(ratio: band.ratio, rate: rate)
        grown = GrowingStems(
            [MeLoDyGenerator.stem], timebase: Self.timebase, start: start,
            length: Self.timebase.samples(over: order.span.duration), into: sink)
        let opening = min(chunks, Self.openingChunks)
        let first = (chunks - opening) * Self.chunk
        units = first..<(first + MeLoDyGenerator.windowTokens)
        before = Int((Double(opening * Self.chunkSamples) / band.ratio).rounded())
        if let known { sampling.hear(Array(known.tokens[..<first]), from: origin) }
    }

    /// All stems together at the rate of takes, from the take's beginning on.
    private static func kept(_ given: Given, from start: Double, samples: Int) throws -> [Float] {
        guard let sum = AudioBuffer.sum(given.stems) else { throw GenerationError.parentMissing }
        let mono = try Resampler.resample(sum, to: timebase.rate).mono()
        let first = timebase.sample(at: given.start - start)
        let silence = [Float](repeating: 0, count: max(first, 0))
        let placed = silence + mono.dropFirst(max(-first, 0)).prefix(max(samples - max(first, 0), 0))
        return placed + [Float](repeating: 0, count: max(samples - placed.count, 0))
    }

    func next() throws -> Bool {
        guard grown.count < grown.length else { return false }
        let steps = sampling.settings.sampler.steps
        let total = max(total, windows + 1)
        func report(_ phase: Phase, _ step: Int) throws {
            try sink.progress(
                TakeProgress(phase: phase, section: windows + 1, sections: total, step: step, steps: steps))
        }
        // the end of the window before is what this one goes on from
        let opening = previous.map { $0.slice(($0.tokens.count - Self.chunk)..<$0.tokens.count) }
        let window = MelodyWindow(units: units, opening: opening, known: known, width: generator.diffusion.width)
        let start = origin + MeLoDyGenerator.seconds(ofToken: units.lowerBound)
        let content = try sampling.content(window, index: windows, from: start, report: report)
        if windows > 0 { joins.append(order.span.start + start / band.ratio) }
        let final = content.slice(0..<(content.tokens.count - Self.chunk))
        let sound = try retuned.append(
            sections.append(final.mel, tones: final.tones, isLast: false) { try report(.vocode, steps) },
            isLast: false)
        previous = content
        windows += 1
        units = (units.upperBound - Self.chunk)..<(units.upperBound - Self.chunk + MeLoDyGenerator.windowTokens)
        sampling.stopwatch.lap(.vocode)
        try add(sound)
        return grown.count < grown.length
    }

    /// Windows of the whole order, as far as it is known.
    private var total: Int {
        let rest = band.duration - origin - MeLoDyGenerator.seconds(ofToken: units.lowerBound)
        let stride = MeLoDyGenerator.seconds(ofToken: MeLoDyGenerator.windowTokens - Self.chunk)
        return windows + Int((max(rest, 0) / stride).rounded(.up))
    }

    /// Sound of the take, right behind what came before; what lies before the place where the band goes on is given.
    private func add(_ sound: [Float]) throws {
        var sound = sound
        guard before > 0 || !kept.isEmpty else { return try hand(sound) }
        let fade = CrossFade(rate: Self.timebase.rate, within: before, kept.count)
        if gain == nil {
            let (fresh, old) = (
                StemLevel.gain(Array(sound.dropFirst(before))), StemLevel.gain(kept.suffix(Self.levelSamples))
            )
            gain = fresh > 0 && old > 0 ? fresh / old : 1
        }
        let lead = Array(sound.prefix(before).suffix(fade.length)).map { $0 * (gain ?? 1) }
        sound.removeFirst(min(before, sound.count))
        for (index, sample) in lead.enumerated() {
            let place = kept.count - fade.length + index
            kept[place] = fade.value(kept[place], sample, at: index)
        }
        let given = kept
        (kept, before) = ([], 0)
        try grown.append([MeLoDyGenerator.stem: given])
        try hand(sound)
    }

    /// Samples of what is given whose level is kept.
    private static let levelSamples = 24 * Int(timebase.rate)

    private func hand(_ sound: [Float]) throws {
        let gain = gain ?? 1
        try grown.append([MeLoDyGenerator.stem: gain == 1 ? sound : sound.map { $0 * gain }])
    }

    func made() -> MadeTake {
        let span = order.span
        let end = span.start + Self.timebase.seconds(ofSample: grown.count)
        var sheet = span.leadSheet
        if grown.count < grown.length { sheet = sheet.cut(at: end) }
        return MadeTake(
            stems: grown.sounds, start: span.start, leadSheet: sheet,
            modelHash: generator.modelHash(heardBy: order.heard.listener), joins: joins.filter { $0 < end },
            phaseSeconds: sampling.stopwatch.laps, stepSeconds: sampling.stepSeconds,
            passes: sampling.passes)
    }
}
