import Foundation
import Signal

/// Recording of a vocal. No call waits for sound.
public protocol Recorder: Sendable {
    var state: RecordingState { get }
    func inputs() -> [SoundDevice]
    /// Begins to record mono sound into memory and a growing file beside the song, so that a crash loses nothing.
    /// - Parameters:
    ///   - input: nil takes the default device.
    ///   - countIn: clicks first; recording begins with the beat after the last.
    func start(input: String?, sampleRate: Double, countIn: ClickTrack?, file: URL) throws
    /// Ends it.
    /// - Returns: the finished WAV file.
    func stop() throws -> URL
    /// Ends it and leaves the growing file, when there is nobody to be asked what it is for.
    func leave() throws
    /// Finishes what a killed program was recording, or what was left: the growing file of a `start`.
    /// - Returns: the finished WAV file; nil when nothing had been recorded yet.
    func recover(_ growing: URL) throws -> URL?
}
