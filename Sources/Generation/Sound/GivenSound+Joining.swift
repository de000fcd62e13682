import Recipes
import Signal

extension GivenSound {
    /// Seconds of the cross-fade on each side of what changes, outside of it.
    private static let fadeSeconds = 0.02

    /// Made sound where something changes, given sound elsewhere. Made sound has its model's level: it is brought to that of
    /// what is given, where both sound in what stays.
    /// - Parameters:
    ///   - made: samples of the take; what lies beyond them is as given.
    ///   - usual: by what made sound is louder where nothing stays that could tell.
    func joining(_ made: [Float], louderBy usual: Float, _ timebase: Timebase) -> [Float] {
        let gain = gain(of: made, timebase) ?? usual
        let fade = Int(Self.fadeSeconds * timebase.rate)
        var samples = sum
        for changed in mask.changed {
            let reach = max(changed.lowerBound - fade, 0)..<min(changed.upperBound + fade, samples.count, made.count)
            for index in reach {
                let distance =
                    index < changed.lowerBound
                    ? changed.lowerBound - index : max(index - changed.upperBound + 1, 0)
                let weight = 1 - Float(distance) / Float(fade + 1)
                samples[index] += weight * (made[index] / (gain > 0 ? gain : 1) - samples[index])
            }
        }
        return samples
    }

    /// By what made sound is louder than given sound where that stays; nil where too little does.
    private func gain(of made: [Float], _ timebase: Timebase) -> Float? {
        var isKept = [Bool](repeating: true, count: min(made.count, sum.count))
        for changed in mask.changed {
            for index in changed.clamped(to: 0..<isKept.count) { isKept[index] = false }
        }
        var (powers, count) = ((made: Float(0), given: Float(0)), 0)
        for index in isKept.indices where isKept[index] {
            powers.made += made[index] * made[index]
            powers.given += sum[index] * sum[index]
            count += 1
        }
        let faintest = Float(count) * 1e-8
        guard Double(count) >= timebase.rate, powers.made > faintest, powers.given > faintest else { return nil }
        return (powers.made / powers.given).squareRoot()
    }
}
