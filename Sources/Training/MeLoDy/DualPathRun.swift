import MeLoDy

/// What a run of the dual-path diffusion is told.
public struct DualPathRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var model: CompactDualPathSizes
    /// Weights of the semantic tokens and of the codec; nil is those that come with the program.
    public var semantic: String?
    public var codec: String?
    /// Where tokens and latents of the corpus are kept, beside the run.
    public var shelf: String
    /// Bands of some players a song, beside that of all.
    public var subsets: Int
    /// Tokens in an example, and chunks of it with angles of their own.
    public var tokens: Int
    public var chunks: Int
    var dropout: MelodyDropout
    /// Of the prior's error beside the velocities'.
    public var priorWeight: Double

    public var problem: String? {
        if let problem = model.problem { return "model: \(problem)" }
        if let problem = dropout.problem { return problem }
        let latents = tokens * SemanticTokenizer.latents
        return tokens > 0 && chunks > 0 && latents % model.segment == 0 && latents % chunks == 0
            ? nil : "tokens, \(tokens), are no whole number of segments and of chunks, \(chunks)"
    }
}
