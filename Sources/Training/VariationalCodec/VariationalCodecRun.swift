import Codecs

/// What a run of the variational codec is told.
public struct VariationalCodecRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    public var model: VariationalCodecSizes
    /// Mel frames in an example; a multiple of two.
    public var frames: Int
    /// Shares of the examples that are single players and whole bands; the rest is submixes and vocals.
    public var players: Double
    public var bands: Double
    /// Deviation of an example's level, dB.
    public var level: Double
    /// Of the losses beside the mean absolute distance: squares, compressed magnitudes, and the divergence from a normal
    /// distribution.
    public var squareWeight: Double
    public var spectralWeight: Double
    public var divergenceWeight: Double
    /// Of the cross entropy of the pitches.
    public var pitchWeight: Double
    /// Adversarial training on patches of the Mel; nil is without.
    var patches: MelPatches.Recipe?

    public var problem: String? {
        if let problem = model.problem { return "model: \(problem)" }
        if frames < VariationalCodec.stride || frames % VariationalCodec.stride != 0 {
            return "frames is \(frames), no multiple of \(VariationalCodec.stride)"
        }
        if let problem = patches?.problem { return problem }
        return players >= 0 && bands >= 0 && players + bands <= 1
            ? nil : "players and bands are \(players) and \(bands), no shares of 1"
    }
}
