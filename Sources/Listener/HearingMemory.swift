import Music
import Signal
import Synchronization

/// How the voice moves in the sounds that were heard last: a take that plays a given lead sheet need not hear the same
/// vocal again, which takes seconds for a long one. Thread-safe.
package final class HearingMemory: Sendable {
    struct Movement: Sendable {
        let pitch: PitchTrack
        let notes: [SungNote]
        let onsets: [Float]
        let semantics: [Float]
        /// What the decoder was given, so that another reading of the same sound need not be heard again; nil where nobody
        /// asked for a lead sheet.
        var evidence: Evidence?
    }

    struct Evidence: Sendable {
        /// What was heard, and what it was heard relative to.
        let tuning: Tuning
        /// Whether the singer said so.
        let isGiven: Bool
        let posteriors: Posteriors
        let signals: [PulseSignal]

        /// - Parameters:
        ///   - notes: as they sound; in the result they have the pitch that they have in the singer's tuning.
        ///   - duration: seconds.
        func grid(_ notes: [SungNote], duration: Double) -> GridEvidence {
            let relative = notes.map { note in
                var note = note
                note.pitch -= Float(tuning.cents / 100)
                return note
            }
            return GridEvidence(posteriors: posteriors, notes: relative, signals: signals, duration: duration)
        }
    }

    /// Of the whole program: whoever listens, the same models hear the same.
    static let shared = HearingMemory()
    /// A vocal as it is, and as the band is told of it: between bars of its own, or in the band's tuning.
    static let capacity = 2

    package init() {}

    /// The newest last.
    private let sounds = Mutex<[(key: Int, movement: Movement)]>([])

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
        sounds.withLock { sounds in
            sounds.removeAll { $0.key == key }
            sounds = sounds.suffix(Self.capacity - 1) + [(key, movement)]
        }
    }

    func movement(of sound: AudioBuffer, heardBy listener: String) -> Movement? {
        let key = Self.key(sound, listener)
        return sounds.withLock { sounds in
            guard let place = sounds.firstIndex(where: { $0.key == key }) else { return nil }
            sounds.append(sounds.remove(at: place))
            return sounds.last?.movement
        }
    }
}
