import Music
import Signal

/// What happens while a song is listened to and takes are made. After `finished`, `cancelled` or `failed` nothing more
/// comes of a job.
public enum TakeEvent: Sendable {
    /// The engine and the first system's weights are loaded.
    case engineReady
    /// Why nothing can be computed, in a sentence; jobs fail with the same one.
    case engineUnavailable(String)
    /// - hypotheses: this and other readings, the likeliest first.
    case heard(LeadSheet, hypotheses: [ListeningHypothesis] = [])
    /// Why not, in a sentence.
    case cannotHear(String)
    /// - secondsLeft: nil until it can be told. speed: seconds of audio a second, likewise.
    case progress(job: Int, TakeProgress, secondsLeft: Double?, speed: Double?)
    /// What is new of the sound that is final, by stem, from `start` seconds of the song on: right behind what came before,
    /// the first at the take's beginning. Sound that was handed over does not change.
    case sections(job: Int, stems: [String: AudioBuffer], start: Double)
    /// In seconds of the song.
    case finished(job: Int, MadeTake)
    case cancelled(job: Int)
    /// Why, in a sentence.
    case failed(job: Int, String)
}
