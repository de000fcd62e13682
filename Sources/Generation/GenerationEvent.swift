import Music
import Recipes
import Signal

/// What a `GenerationQueue` tells. After `finished`, `cancelled` or `failed` nothing more comes of a job.
public enum GenerationEvent: Sendable {
    /// A finished take.
    public struct Made: Sendable {
        /// By name, all of one length and rate.
        public var stems: [String: AudioBuffer]
        /// What it plays to, in seconds of the song.
        public var leadSheet: LeadSheet
        public var modelHash: String
        public var computeSeconds: Double
    }

    /// The engine and the first system's weights are loaded.
    case engineReady
    /// Why nothing can be computed, in a sentence; jobs fail with the same one.
    case engineUnavailable(String)
    /// - hypotheses: this and other readings, the likeliest first.
    case heard(LeadSheet, hypotheses: [ListeningHypothesis])
    case cannotHear(String)
    /// - secondsLeft: nil until it can be told. speed: seconds of audio a second, likewise.
    case progress(job: Int, TakeProgress, secondsLeft: Double?, speed: Double?)
    /// All that is final, by stem, from the take's beginning on.
    case sections(job: Int, stems: [String: AudioBuffer])
    case finished(job: Int, Made)
    case cancelled(job: Int)
    case failed(job: Int, String)
}
