import Corpus
import StemGen
import Tensors

/// Which pitches a decoder has to tell of a batch of examples.
struct PitchTargets {
    /// 1 where a pitch of `StemVoicing.pitches` sounds, (B, T, pitches).
    private let sounding: Tensor
    /// 1 for examples of which that is known, (B, 1, 1).
    private let isKnown: Tensor

    /// - Parameter rolls: an example each, `[token * pitches + pitch]`; nil where nothing is known.
    init(_ rolls: [[Float]?], tokens: Int, device: Device) {
        let width = StemVoicing.pitches.count
        let values = rolls.flatMap { $0 ?? [Float](repeating: 0, count: tokens * width) }
        sounding = Tensor(values, shape: [rolls.count, tokens, width], device: device)
        isKnown = Tensor(rolls.map { $0 == nil ? Float(0) : 1 }, shape: [rolls.count, 1, 1], device: device)
    }

    /// Cross entropy of every pitch to sound or not, a token's summed, mean over the examples whose pitches are known.
    /// - Parameter odds: log odds, (B, T, pitches).
    func loss(_ odds: Tensor) -> Tensor {
        let entropies = (odds.softplus() - odds * sounding) * isKnown
        return entropies.sum([-1]).mean() / isKnown.mean().clamped(min: 1e-3)
    }
}
