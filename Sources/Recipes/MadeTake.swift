import Music
import Signal

/// A finished take, before anybody keeps it. All seconds are those of the song.
public struct MadeTake: Sendable {
    /// By the names that the system's description gives, all of one rate and length: that of the vocal, or longer by
    /// pre-roll and tail.
    public var stems: [String: AudioBuffer]
    /// Seconds at which it begins: before what is accompanied by its pre-roll.
    public var start: Double
    /// Beats, key and chords it plays to, also those of pre-roll and tail.
    public var leadSheet: LeadSheet
    /// Hashes of all weights that decided the sound.
    public var modelHash: String
    /// Seconds that making it took; 0 where nobody measured.
    public var computeSeconds: Double

    public init(
        stems: [String: AudioBuffer], start: Double = 0, leadSheet: LeadSheet, modelHash: String,
        computeSeconds: Double = 0
    ) {
        self.stems = stems
        self.start = start
        self.leadSheet = leadSheet
        self.modelHash = modelHash
        self.computeSeconds = computeSeconds
    }
}
