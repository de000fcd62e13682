import Codecs
import FastSAG
import Foundation
import Recipes
import Signal

/// Sound that is made between given sound that stays: phases go on from it, and it fades into what is made.
struct JoinedSound {
    private let generator: FastSAGGenerator
    private let given: GivenSound
    /// Mel frames that are sampled, and those of them that do not stay, up to the last one.
    private let window: Range<Int>
    private let changed: Range<Int>
    private let ratio: Double
    private let splitting: TakeStems.Splitting?
    /// Natural-log Mel of the window's frames, `[frame * bands + band]`.
    private var mel: [Float] = []

    /// Frames of what is given that the vocoder hears on each side.
    static let vocoderContext = 64

    private static let timebase = FastSAGGenerator.timebase
    /// Samples of the cross-fade on each side of what changes, outside of it.
    private static let fade = CrossFade(rate: timebase.rate).length

    init(
        _ generator: FastSAGGenerator, _ given: GivenSound, window: Range<Int>, changed: Range<Int>, ratio: Double,
        splitting: TakeStems.Splitting?
    ) {
        self.generator = generator
        self.given = given
        self.window = window
        self.changed = changed
        self.ratio = ratio
        self.splitting = splitting
    }

    /// Of the take, the first that may be other than what is given.
    var firstSample: Int { max((given.mask.changed.first?.lowerBound ?? 0) - Self.fade, 0) }

    /// Takes the next frames of the window.
    mutating func append(_ frames: [Float]) { mel += frames }

    /// Mel frames that the vocoder hears.
    private var heard: Range<Int> {
        changed.widened(by: Self.vocoderContext, atLeast: 0, within: given.mask.strengths.count, unit: 1)
            .clamped(to: window)
    }

    /// The band's sound around all that changes, from the first frame that the vocoder hears.
    /// - Parameter check: called between parts of the work; throws to cancel.
    func sound(check: () throws -> Void) throws -> [Float] {
        let bands = generator.model.configuration.bands
        let (heard, hop) = (heard, Self.timebase.hop)
        let first = (heard.lowerBound - window.lowerBound) * bands
        let logMel = Spectrogram(
            frames: heard.count, bands: bands, values: Array(mel[first..<first + heard.count * bands]),
            hopSeconds: Self.timebase.frameSeconds)
        // phases go on from those of what is given, on both sides
        let frames = given.mask.strengths.count
        let padded = given.band + [Float](repeating: 0, count: max(frames * hop - given.band.count, 0))
        let origin = heard.lowerBound * hop
        let begin = given.mask.changedInBand.first?.lowerBound ?? origin
        var start = try generator.vocoder.samples(
            logMel.values, frames: logMel.frames, known: Array(padded[origin..<max(begin, origin)])
        ) { _ in try check() }
        for stretch in given.mask.keptInBand(origin..<origin + start.count) {
            for index in stretch { start[index - origin] = padded[index] }
        }
        let refined = try PhaseRefiner(iterations: generator.vocoder.refinements)
            .refine(start, logMel: logMel, check: check) { _ in }
        guard refined.allSatisfy(\.isFinite) else { throw GenerationError.notFinite }
        return refined
    }

    /// Puts what was made into stems of the take.
    /// - Parameters:
    ///   - sound: of the band, from `sound(check:)`.
    ///   - check: called between parts of the work; throws to cancel.
    func put(_ sound: [Float], into stems: inout [String: [Float]], check: () throws -> Void) throws {
        let origin = heard.lowerBound * Self.timebase.hop
        // the frames around what changes are more than the splitter sees
        let parts = try splitting.map { try TakeStems.samples(sound, $0, from: origin, check: check) }
        for (name, part) in parts ?? [FastSAGGenerator.stem: sound] {
            guard var samples = stems.removeValue(forKey: name) else { continue }
            let (start, new) = try RetunedSound.part(part, from: origin, ratio: ratio, rate: Self.timebase.rate)
            for (changed, reach) in zip(given.mask.changed, reaches(samples.count)) {
                let first = max(reach.lowerBound, start)
                for index in first..<max(min(reach.upperBound, start + new.count), first) {
                    let distance =
                        index < changed.lowerBound
                        ? changed.lowerBound - index : max(index - changed.upperBound + 1, 0)
                    let weight = 1 - Float(distance) / Float(Self.fade + 1)
                    samples[index] += weight * (new[index - start] - samples[index])
                }
            }
            stems[name] = samples
        }
    }

    /// Each stretch that changes with its fades, which end in the middle of what stays between two.
    private func reaches(_ count: Int) -> [Range<Int>] {
        let changed = given.mask.changed
        return changed.indices.map { index in
            let low = index > 0 ? (changed[index - 1].upperBound + changed[index].lowerBound) / 2 : 0
            let high =
                index + 1 < changed.count ? (changed[index].upperBound + changed[index + 1].lowerBound) / 2 : count
            return max(changed[index].lowerBound - Self.fade, low)..<min(changed[index].upperBound + Self.fade, high)
        }
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
