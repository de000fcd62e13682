import Recipes
import Signal

extension GivenSound {
    /// Made sound where something changes, given sound elsewhere. What a model makes has a level of its own, also beside
    /// sound that it was given: what changes becomes as loud as what stays, and where all changes, as what was there.
    /// - Parameter made: samples of the take; what lies beyond them is as given.
    func joining(_ made: [Float], _ timebase: Timebase) -> [Float] {
        let gain = gain(of: made)
        // on each side of what changes, outside of it
        let fade = CrossFade(rate: timebase.rate)
        var samples = sum
        for changed in mask.changed {
            let reach =
                max(
                    changed.lowerBound - fade.length, 0)..<min(
                    changed.upperBound + fade.length, samples.count, made.count)
            for index in reach {
                let distance =
                    index < changed.lowerBound
                    ? changed.lowerBound - index : max(index - changed.upperBound + 1, 0)
                samples[index] = fade.value(
                    samples[index], made[index] / (gain > 0 ? gain : 1), at: fade.length - distance)
            }
        }
        return samples
    }

    /// By what the made sound that changes is louder than the given sound that stays.
    private func gain(of made: [Float]) -> Float {
        var changes = [Bool](repeating: false, count: min(made.count, sum.count))
        for changed in mask.changed {
            for index in changed.clamped(to: 0..<changes.count) { changes[index] = true }
        }
        func level(_ samples: [Float], where isWanted: (Bool) -> Bool) -> Float {
            let gain = StemLevel.gain(changes.indices.filter { isWanted(changes[$0]) }.map { samples[$0] })
            return gain > 0 ? 1 / gain : 0
        }
        let (fresh, kept) = (level(made) { $0 }, level(sum) { !$0 })
        let wanted = kept > 0 ? kept : level(sum) { _ in true }
        return fresh > 0 && wanted > 0 ? fresh / wanted : 1
    }
}
