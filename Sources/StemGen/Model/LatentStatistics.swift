import Signal

/// What is usual in a codec's latents of the training stems: stored with the weights.
public struct LatentStatistics: Sendable {
    public var latent: FeatureMoments
    /// Root mean square of what each level quantises.
    public var levels: [Float]

    public init(latent: FeatureMoments, levels: [Float]) {
        self.latent = latent
        self.levels = levels
    }
}
