/// What a fit of steady grids is told.
public struct GridRun: Codable, Sendable, TrainingRecipe {
    public var training: TrainingConfiguration
    /// The folder of the pairs, from the data folder or absolute.
    public var folder: String
    /// Clips on whose beats two trackers agree less are not fitted to.
    public var agreement: Double
    /// How many parts the singers are divided into; each is left out once.
    public var folds: Int
    /// Sources whose strength at a period speaks for it, beside the distances of notes and the prior of tempi.
    public var tempo: [String]
    /// Sources whose phase speaks for a phase, and at which multiples of the beat.
    public var phase: [String]
    public var harmonics: [Int]
    /// Nats for the square of a weight of a feature with deviation 1.
    public var tempoPenalty: Double
    public var phasePenalty: Double
    /// What half and double the true tempo count beside it, 0...1.
    public var octaves: Double

    public var problem: String? {
        if folds < 2 { return "folds is \(folds), not 2 or more" }
        if tempo.isEmpty || phase.isEmpty || harmonics.isEmpty {
            return "tempo, phase and harmonics need an entry each"
        }
        if tempoPenalty < 0 || phasePenalty < 0 { return "tempoPenalty and phasePenalty have to be 0 or more" }
        if !(0...1).contains(octaves) { return "octaves is \(octaves), not a share of 1" }
        return nil
    }
}
