import Foundation
import Music

/// What the notes of a sung line say of its pitch, where nobody wrote the pitch itself down: the middles of notes are
/// sung at their pitch, rests away from notes are not sung, and of the rest nothing is known.
public enum NotePitch {
    /// Part of a note at either end in which a singer glides.
    static let margin = 0.3
    /// Seconds around notes in which consonants, breath and reverberation lie.
    static let distance = 0.3

    /// Hertz in the middle of each frame; 0 in rests; nil where nothing is known.
    /// - Parameter notes: monophonic, in order.
    public static func hertz(of notes: [Note], frames: Int, hopSeconds: Double) -> [Float?] {
        var next = 0
        return (0..<frames).map { frame in
            let time = (Double(frame) + 0.5) * hopSeconds
            while next < notes.count, notes[next].end + distance <= time { next += 1 }
            guard next < notes.count, notes[next].start - distance < time else { return 0 }
            let note = notes[next...].prefix(2).first { $0.start <= time && time < $0.end }
            guard let note, time >= note.start + margin * note.duration, time < note.end - margin * note.duration
            else { return nil }
            return Float(Note.hertz(ofPitch: Double(note.pitch)))
        }
    }
}
