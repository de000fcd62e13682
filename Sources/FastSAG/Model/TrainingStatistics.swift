import Signal

/// What is usual in the training songs: stored with the weights.
public struct TrainingStatistics: Sendable {
    /// Of the natural-log Mel, a band each.
    public var mel: FeatureMoments
    /// Of the listener's features of the accompaniment.
    public var semantics: FeatureMoments
    /// Of `ArrangementCurves`: density, brightness, level.
    public var curves: FeatureMoments

    public init(mel: FeatureMoments, semantics: FeatureMoments, curves: FeatureMoments) {
        self.mel = mel
        self.semantics = semantics
        self.curves = curves
    }
}
