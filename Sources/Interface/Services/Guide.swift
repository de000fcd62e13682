import Music
import Signal

/// Instruments that play along. Loading and playing take a while: all calls belong on a worker.
public protocol Guide: Sendable {
    /// Names, all different; the first is the usual one.
    /// - Throws: why there are none, in a sentence.
    func instruments() throws -> [String]
    /// The notes that are sung, in seconds of the vocal.
    func melody(of vocal: AudioBuffer) throws -> [Note]
    /// Notes as an instrument plays them, from 0 seconds on.
    /// - Parameter instrument: one of `instruments()`.
    func play(_ notes: [Note], instrument: String) throws -> AudioBuffer
    /// Single notes by MIDI pitch, for keys; those that the instrument can't play are missing.
    func keys(_ pitches: [Int], instrument: String, touch: PianoKeys.Touch) throws -> [Int: AudioBuffer]
}
