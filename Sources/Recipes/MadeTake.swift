import Music
import Signal

/// A finished take, before anybody keeps it. All seconds on the clock are those of the song.
public struct MadeTake: Sendable {
    /// By the names that the system's description gives, all of one rate and length: that of what is accompanied, or
    /// longer by pre-roll and tail.
    public var stems: [String: AudioBuffer]
    /// Seconds at which it begins: before what is accompanied by its pre-roll.
    public var start: Double
    /// Beats, key and chords it plays to, also those of pre-roll and tail.
    public var leadSheet: LeadSheet
    /// Hashes of all weights that decided the sound.
    public var modelHash: String
    /// Seconds at which sections were joined.
    public var joins: [Double]
    /// Seconds that making it took; 0 where nobody measured.
    public var computeSeconds: Double
    /// Seconds of computing by phase, where the system measured them.
    public var phaseSeconds: [Phase: Double]
    /// Seconds of computing of every step of the sampler, in turn, section after section.
    public var stepSeconds: [Double]
    /// Passes through networks that make tokens or steps; 0 where nobody counted.
    public var passes: Int

    public init(
        stems: [String: AudioBuffer], start: Double = 0, leadSheet: LeadSheet, modelHash: String,
        joins: [Double] = [], computeSeconds: Double = 0, phaseSeconds: [Phase: Double] = [:],
        stepSeconds: [Double] = [], passes: Int = 0
    ) {
        self.stems = stems
        self.start = start
        self.leadSheet = leadSheet
        self.modelHash = modelHash
        self.joins = joins
        self.computeSeconds = computeSeconds
        self.phaseSeconds = phaseSeconds
        self.stepSeconds = stepSeconds
        self.passes = passes
    }
}
