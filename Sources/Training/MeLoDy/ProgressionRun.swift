import MeLoDy

/// What a run of the model of progressions is told.
public struct ProgressionRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var model: ProgressionSizes

    public var problem: String? { model.problem }
}
