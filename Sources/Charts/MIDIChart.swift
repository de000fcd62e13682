import Foundation
import Music

/// A chart as a Standard MIDI File of type 1 (MIDI 1.0, 1996), aligned to the recording: tempo map, metres, key, sections and chords as
/// markers; tracks of chords and melody, and of whatever else is known. Tick 0 is the recording's first sample.
public struct MIDIChart {
    public let data: Data

    private static let quarter = 480
    private static let lastChannel = 8

    private struct Event {
        var tick: Int
        /// Notes end before others begin, and both stand behind what is told of the place.
        var rank: Int
        var bytes: [UInt8]
    }

    /// - Parameter parts: further tracks by name.
    public init(_ chart: SongChart, parts: [(name: String, notes: [Note])] = []) {
        let ruler = MIDIRuler(chart, quarter: Self.quarter)
        var conductor = [Self.text(3, chart.title, at: 0)]
        conductor += ruler.tempi.map { Event(tick: $0.tick, rank: 0, bytes: Self.tempo($0.seconds)) }
        conductor += ruler.meters.map { Event(tick: $0.tick, rank: 0, bytes: Self.meter($0.beats, chart.leadSheet)) }
        let key = chart.leadSheet.key
        let signature = Int8(ChordName.fifths(of: key))
        conductor.append(
            Event(
                tick: 0, rank: 0,
                bytes: [0xFF, 0x59, 2, UInt8(bitPattern: signature), key.mode == .minor ? 1 : 0]))
        for section in chart.sections {
            conductor.append(Self.text(6, section.name, at: ruler.tick(at: section.time)))
        }
        for span in chart.leadSheet.chords {
            guard let chord = span.chord, span.end > span.start else { continue }
            conductor.append(Self.text(6, ChordName.text(chord, in: key), at: ruler.tick(at: span.start)))
        }
        let played =
            [("Chords", ChordVoicing.notes(of: chart.leadSheet))]
            + (chart.melody.isEmpty ? [] : [("Melody", chart.melody)]) + parts.map { ($0.name, $0.notes) }
        let tracks =
            [conductor]
            + played.enumerated().map { index, part in
                // the tenth channel is that of drums
                let channel = UInt8(min(index, Self.lastChannel))
                return [Self.text(3, part.0, at: 0)]
                    + part.1.flatMap { note in
                        Self.note(
                            note.pitch, note.velocity, ruler.tick(at: note.start), ruler.tick(at: note.end),
                            channel: channel)
                    }
            }
        var bytes = Array("MThd".utf8) + Self.number(6, 4) + Self.number(1, 2)
        bytes += Self.number(tracks.count, 2) + Self.number(Self.quarter, 2)
        for track in tracks {
            let body = Self.body(track)
            bytes += Array("MTrk".utf8) + Self.number(body.count, 4) + body
        }
        data = Data(bytes)
    }

    private static func body(_ events: [Event]) -> [UInt8] {
        var bytes: [UInt8] = []
        var now = 0
        let ordered = events.enumerated().sorted {
            ($0.element.tick, $0.element.rank, $0.offset) < ($1.element.tick, $1.element.rank, $1.offset)
        }
        for (_, event) in ordered {
            bytes += length(max(event.tick - now, 0)) + event.bytes
            now = max(now, event.tick)
        }
        return bytes + [0, 0xFF, 0x2F, 0]
    }

    private static func note(_ pitch: Int, _ velocity: Int, _ start: Int, _ end: Int, channel: UInt8) -> [Event] {
        let key = UInt8(min(max(pitch, 0), 127))
        return [
            Event(tick: start, rank: 2, bytes: [0x90 | channel, key, UInt8(min(max(velocity, 1), 127))]),
            Event(tick: max(end, start + 1), rank: 1, bytes: [0x80 | channel, key, 64]),
        ]
    }

    private static func text(_ kind: UInt8, _ text: String, at tick: Int) -> Event {
        let bytes = Array(text.utf8.prefix(1000))
        return Event(tick: tick, rank: 0, bytes: [0xFF, kind] + length(bytes.count) + bytes)
    }

    /// - Parameter seconds: of a quarter.
    private static func tempo(_ seconds: Double) -> [UInt8] {
        let microseconds = Int(min(max(seconds * 1e6, 1), Double(0xFFFFFF)).rounded())
        return [0xFF, 0x51, 3] + number(microseconds, 3)
    }

    private static func meter(_ beats: Int, _ sheet: LeadSheet) -> [UInt8] {
        // the unit is a power of two: quarters, or eighths of beats with three parts
        let isCompound = sheet.signature.isCompound
        let count = UInt8(min(max(isCompound ? beats * 3 : beats, 1), 255))
        return [0xFF, 0x58, 4, count, isCompound ? 3 : 2, isCompound ? 36 : 24, 8]
    }

    private static func number(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// Seven bits a byte.
    private static func length(_ value: Int) -> [UInt8] {
        var bytes = [UInt8(value & 0x7F)]
        var rest = value >> 7
        while rest > 0 {
            bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return bytes
    }
}
