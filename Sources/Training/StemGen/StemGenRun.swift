import Codecs
import StemGen

/// What a run of StemGen is told.
public struct StemGenRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var model: CompactStemGenSizes
    /// The codec's weights; nil is those that come with the program.
    public var codec: String?
    /// Tokens in an example.
    public var tokens: Int
    /// How often each level is drawn, coarse to fine.
    public var levelShares: [Double]
    /// Probability of withholding each source on its own, and of giving one alone.
    public var dropout: [String: Double]
    public var alone: Double
    /// Probability that the vocal is the whole context, and that the context comes through a microphone.
    public var vocalAlone: Double
    public var microphone: Double
    /// Deviations of a player's level and of the context's, and of its tilt from the lowest to the highest band, dB.
    public var level: Double
    public var tilt: Double
    /// Probability that an example's chords are fainter, as those of an unsure listener are.
    public var chordDoubt: Double
    /// Of the distances of the prior's and of the trunk's expected latents beside the cross entropy.
    public var priorWeight: Double
    public var latentWeight: Double

    public var problem: String? {
        if let problem = model.problem { return "model: \(problem)" }
        if tokens < 1 { return "tokens is \(tokens), not 1 or more" }
        if levelShares.count != model.quantizer.levels || levelShares.contains(where: { $0 < 0 })
            || levelShares.reduce(0, +) <= 0
        {
            return "levelShares is \(levelShares), not one share for each of \(model.quantizer.levels) levels"
        }
        let known = StemSource.allCases.map { "\($0)" }
        if let name = dropout.keys.sorted().first(where: { !known.contains($0) }) {
            return "dropout.\(name) is no source; there are \(known.joined(separator: ", "))"
        }
        return nil
    }
}
