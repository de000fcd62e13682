import MeLoDy

/// What a run of the semantic tokens' centres is told.
public struct SemanticRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    /// Centres.
    public var codes: Int

    public var problem: String? { codes > 1 ? nil : "codes is \(codes), not 2 or more" }
}
