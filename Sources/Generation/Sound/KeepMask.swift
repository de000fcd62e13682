import Recipes
import Signal

/// How much of what is given stays, on the grids of a take.
package struct KeepMask: Equatable {
    /// Samples of the take, and of its band, that do not stay as they are, in order, without overlaps.
    package let changed: [Range<Int>]
    package let changedInBand: [Range<Int>]
    /// How far noise goes in each Mel frame of the band, 0...1: that of the sample in it that stays least.
    package let strengths: [Double]

    /// Whether something is to stay as it is, so that what is made joins it.
    package let keepsSound: Bool
    /// Of the frame that stays least.
    package var strength: Double { strengths.max() ?? 0 }
    /// The frames from the first that does not stay to the last one; empty where all stay.
    package var changedFrames: Range<Int> {
        guard let first = strengths.firstIndex(where: { $0 > 0 }), let last = strengths.lastIndex(where: { $0 > 0 })
        else { return 0..<0 }
        return first..<(last + 1)
    }

    /// What of some samples of the band stays as it is: all between those that change.
    package func keptInBand(_ samples: Range<Int>) -> [Range<Int>] {
        let changed = changedInBand.map { $0.clamped(to: samples) }
        let starts = [samples.lowerBound] + changed.map(\.upperBound)
        let ends = changed.map(\.lowerBound) + [samples.upperBound]
        return zip(starts, ends).filter { $0 < $1 }.map { $0..<$1 }
    }

    /// - Parameters:
    ///   - start: seconds of the song at which the take begins.
    ///   - samples: of the take, and of the band.
    ///   - frames: Mel frames of the band; those behind the last sample change no more than any other.
    ///   - ratio: seconds of the band over those of the take.
    package init(
        _ given: Given, start: Double, samples: Int, bandSamples: Int, frames: Int, ratio: Double,
        _ timebase: Timebase
    ) {
        /// Samples of stretches that are not kept whole, with the strength of each.
        func stretches(_ count: Int, scale: Double) -> [(samples: Range<Int>, strength: Double)] {
            func sample(_ time: Double) -> Int {
                time == -.infinity ? 0 : time == .infinity ? count : timebase.sample(at: (time - start) * scale)
            }
            var stretches: [(samples: Range<Int>, strength: Double)] = []
            var end = 0
            func add(_ first: Int, _ last: Int, _ strength: Double) {
                let clipped = max(first, 0)..<max(min(last, count), max(first, 0))
                if !clipped.isEmpty { stretches.append((clipped, strength)) }
            }
            for (range, share) in given.keep {
                let (first, last) = (sample(range.lowerBound), sample(range.upperBound))
                add(end, first, 1)
                add(first, last, Given.strength(leaving: share))
                end = max(last, end)
            }
            add(end, count, 1)
            return stretches
        }
        func changed(_ all: [(samples: Range<Int>, strength: Double)]) -> [Range<Int>] {
            all.filter { $0.strength > 0 }.map(\.samples).reduce(into: []) { joined, next in
                if let last = joined.last, last.upperBound == next.lowerBound {
                    joined[joined.count - 1] = last.lowerBound..<next.upperBound
                } else {
                    joined.append(next)
                }
            }
        }
        let own = stretches(samples, scale: 1)
        let band = stretches(bandSamples, scale: ratio)
        self.changed = changed(own)
        changedInBand = changed(band)
        keepsSound = given.keep.contains { Given.strength(leaving: $0.share) <= 0 }
        let hop = timebase.hop
        let rest = keepsSound ? 0 : band.map(\.strength).min() ?? 1
        var strengths = [Double](repeating: 0, count: frames)
        for frame in min((bandSamples + hop - 1) / hop, frames)..<frames { strengths[frame] = rest }
        for (samples, strength) in band {
            for frame in (samples.lowerBound / hop)..<min((samples.upperBound + hop - 1) / hop, frames) {
                strengths[frame] = max(strengths[frame], strength)
            }
        }
        self.strengths = strengths
    }
}
