import Foundation
import Music

enum MIDICase {
    static func read(_ bytes: [UInt8]) throws {
        let file = try StandardMIDIFile(bytes: bytes)
        for track in file.tracks {
            for note in track.notes {
                precondition(note.end >= note.start && (0...127).contains(note.pitch))
                let span = (file.seconds(atTick: note.start), file.seconds(atTick: note.end))
                precondition(span.0.isFinite && span.1 >= span.0)
                _ = file.program(ofChannel: note.channel, atTick: note.start)
            }
            _ = file.notes(ofTrack: track.name)
        }
    }
}
