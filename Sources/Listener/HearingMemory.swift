import Signal
import Synchronization

/// How the voice moves in the sound that was heard last: a take that plays a given lead sheet need not hear the same vocal
/// again, which takes seconds for a long one. Thread-safe.
package final class HearingMemory: Sendable {
    struct Movement: Sendable {
        let pitch: PitchTrack
        let notes: [SungNote]
        let onsets: [Float]
        let semantics: [Float]
    }

    /// Of the whole program: whoever listens, the same models hear the same.
    static let shared = HearingMemory()

    package init() {}

    private let last = Mutex<(key: Int, movement: Movement)?>(nil)

    /// Names a sound as one listener hears it.
    private static func key(_ sound: AudioBuffer, _ listener: String) -> Int {
        var hasher = Hasher()
        hasher.combine(listener)
        hasher.combine(sound.sampleRate)
        for channel in sound.channels {
            hasher.combine(channel.count)
            channel.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
        return hasher.finalize()
    }

    func keep(_ movement: Movement, of sound: AudioBuffer, heardBy listener: String) {
        let key = Self.key(sound, listener)
        last.withLock { $0 = (key, movement) }
    }

    func movement(of sound: AudioBuffer, heardBy listener: String) -> Movement? {
        let key = Self.key(sound, listener)
        return last.withLock { $0.flatMap { $0.key == key ? $0.movement : nil } }
    }
}
