import Codecs
import Foundation
import Recipes
import Signal

/// FastSAG's translation of `Given`: sound on the take's samples, and how much stays on the Mel frames of its band.
struct GivenSound {
    /// By stem and all together, in the take's place, as long as the take.
    let stems: [String: [Float]]
    let sum: [Float]
    /// The latter in the tuning and the time of the band.
    let band: [Float]
    let mask: KeepMask

    /// - Parameters:
    ///   - start: seconds of the song at which the take begins.
    ///   - length: samples of the take.
    ///   - frames: Mel frames of the band.
    ///   - ratio: frequencies of the take over those of the band.
    init(_ given: Given, start: Double, length: Int, frames: Int, ratio: Double, _ timebase: Timebase) throws {
        let rate = timebase.rate
        let first = timebase.sample(at: given.start - start)
        stems = try given.stems.mapValues { stem in
            let mono = try Resampler(from: stem.sampleRate, to: rate).resample(stem.mono())
            return Self.placed(mono, at: first, length: length)
        }
        sum = AudioBuffer.sum(stems.mapValues { AudioBuffer(sampleRate: rate, mono: $0) })?.mono() ?? []
        band = ratio == 1 ? sum : try Resampler(from: rate, to: rate * ratio).resample(sum)
        mask = KeepMask(
            given, start: start, samples: length, bandSamples: band.count, frames: frames, ratio: ratio, timebase)
    }

    /// What lies in the take, with silence where there is nothing.
    private static func placed(_ samples: [Float], at first: Int, length: Int) -> [Float] {
        if first == 0 {
            let kept = samples.prefix(length)
            return Array(kept) + [Float](repeating: 0, count: length - kept.count)
        }
        var placed = [Float](repeating: 0, count: length)
        for index in max(first, 0)..<max(min(first + samples.count, length), max(first, 0)) {
            placed[index] = samples[index - first]
        }
        return placed
    }
}
