import MeLoDy

/// What a run of the language model is told.
public struct LanguageRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var model: SemanticModelSizes
    /// Weights of the semantic tokens and of the codec; nil is those that come with the program.
    public var semantic: String?
    public var codec: String?
    /// Weights of the prompt encoder; nil is those that come with the program.
    public var prompt: String?
    /// Share of the examples that no prompt leads.
    public var withoutPrompt: Double
    /// Where tokens and latents of the corpus are kept, beside the run.
    public var shelf: String
    /// Bands of some players a song, beside that of all.
    public var subsets: Int
    /// Tokens in an example.
    public var tokens: Int
    var dropout: MelodyDropout

    public var problem: String? {
        if let problem = model.problem { return "model: \(problem)" }
        if let problem = dropout.problem { return problem }
        if !(0...1).contains(withoutPrompt) { return "withoutPrompt is \(withoutPrompt), not 0 to 1" }
        return tokens > 1 ? nil : "tokens is \(tokens), not 2 or more"
    }
}
