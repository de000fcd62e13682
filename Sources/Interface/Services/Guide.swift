import Music
import Signal

/// Instruments that play along. Loading and playing take a while: all calls belong on a worker.
public protocol Guide: Sendable {
    /// Names, all different; the first is the usual one.
    /// - Throws: why there are none, in a sentence.
    func instruments() throws -> [String]
    /// The notes that are sung, in seconds of the vocal: the keys of an instrument in a tuning that are nearest.
    func melody(of vocal: AudioBuffer, tuning: Tuning) throws -> [Note]
    /// Notes as an instrument in a tuning plays them, from 0 seconds on.
    /// - Parameter instrument: one of `instruments()`.
    func play(_ notes: [Note], instrument: String, tuning: Tuning) throws -> AudioBuffer
    /// Single notes by MIDI pitch, for keys, at any rate; those that the instrument can't play are missing.
    func keys(
        _ pitches: [Int], instrument: String, touch: PianoKeys.Touch, tuning: Tuning
    ) throws -> [Int: AudioBuffer]
}
