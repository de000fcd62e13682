import Interface
import Music
import Signal
import Synchronization

/// Plays a note as a tone of its velocity's level; remembers what it was given.
final class FakeGuide: Guide {
    struct Memory: Sendable {
        var instruments = ["Grand Piano", "Flute", "Church Organ"]
        var melody = [Note(start: 1, duration: 2, pitch: 60), Note(start: 4, duration: 1, pitch: 64)]
        var played: [(notes: [Note], instrument: String)] = []
        /// Why nothing can be played.
        var problem: String?
        /// Pitches that were asked for, by call.
        var keys: [[Int]] = []
        var touches: [PianoKeys.Touch] = []
        /// Cents of all that was played and struck.
        var tunings: [Double] = []
    }

    struct Problem: Error, CustomStringConvertible { var description: String }

    /// Hertz: another than the song's.
    static let rate = 12_000.0

    let memory = Mutex(Memory())

    var played: [(notes: [Note], instrument: String)] { memory.withLock { $0.played } }
    func change(_ change: @Sendable (inout Memory) -> Void) { memory.withLock { change(&$0) } }

    func instruments() throws -> [String] {
        let (names, problem) = memory.withLock { ($0.instruments, $0.problem) }
        if let problem { throw Problem(description: problem) }
        return names
    }

    func melody(of vocal: AudioBuffer, tuning: Tuning) throws -> [Note] { memory.withLock { $0.melody } }

    func keys(
        _ pitches: [Int], instrument: String, touch: PianoKeys.Touch, tuning: Tuning
    ) throws -> [Int: AudioBuffer] {
        memory.withLock {
            $0.tunings.append(tuning.cents)
            $0.keys.append(pitches)
            $0.touches.append(touch)
        }
        let silence = [Float](repeating: Float(touch.dynamic.velocity) / 800, count: Int(touch.seconds * Self.rate))
        // the lowest can't be played
        return Dictionary(
            uniqueKeysWithValues: pitches.filter { $0 != 48 }.map {
                ($0, AudioBuffer(sampleRate: Self.rate, mono: silence))
            })
    }

    func play(_ notes: [Note], instrument: String, tuning: Tuning) throws -> AudioBuffer {
        memory.withLock {
            $0.played.append((notes, instrument))
            $0.tunings.append(tuning.cents)
        }
        var samples = [Float](repeating: 0, count: Int((notes.map(\.end).max() ?? 0) * Self.rate))
        for note in notes {
            for index in Int(note.start * Self.rate)..<Int(note.end * Self.rate) {
                samples[index] += index % 20 < 10 ? 0.05 : -0.05
            }
        }
        return AudioBuffer(sampleRate: Self.rate, mono: samples)
    }
}
