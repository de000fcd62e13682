import MeLoDy
import Networks

/// What a run of the prompt encoder is told.
public struct PromptRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var hidden: Int
    public var quantizer: ResidualVectorQuantizer.Sizes
    public var learning: ResidualVectorQuantizer.Learning
    /// Weights of the semantic tokens and of the codec; nil is those that come with the program.
    public var semantic: String?
    public var codec: String?
    /// Where tokens and latents of the corpus are kept, beside the run.
    public var shelf: String
    /// Bands of some players a song, beside that of all.
    public var subsets: Int
    /// Share of the facts that a caption tells, from and to.
    public var told: [Double]

    public var problem: String? {
        if let problem = quantizer.problem { return "quantizer: \(problem)" }
        if let problem = learning.problem { return "learning: \(problem)" }
        return told.count == 2 && told[0] <= told[1] && told.allSatisfy((0...1).contains)
            ? nil : "told is \(told), not two shares in order"
    }
}
