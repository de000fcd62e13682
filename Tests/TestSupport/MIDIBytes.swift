import Foundation

/// Writes Standard MIDI Files for tests.
public enum MIDIBytes {
    public struct Track {
        public var name: String
        /// Tick, then the event's bytes.
        public var events: [(tick: Int, bytes: [UInt8])] = []

        public init(name: String) { self.name = name }

        public mutating func note(_ pitch: Int, from start: Int, to end: Int, velocity: Int = 80, channel: UInt8 = 0) {
            events.append((start, [0x90 | channel, UInt8(pitch), UInt8(velocity)]))
            events.append((end, [0x80 | channel, UInt8(pitch), 0]))
        }
    }

    public static func variableLength(_ value: Int) -> [UInt8] {
        var bytes = [UInt8(value & 0x7F)]
        var rest = value >> 7
        while rest > 0 {
            bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return bytes
    }

    public static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        let length = content.count
        return Array(kind.utf8) + [24, 16, 8, 0].map { UInt8(length >> $0 & 0xFF) } + content
    }

    public static func header(format: UInt8, tracks: Int, ticksPerQuarter: Int = 480) -> [UInt8] {
        chunk("MThd", [0, format, 0, UInt8(tracks), UInt8(ticksPerQuarter >> 8), UInt8(ticksPerQuarter & 0xFF)])
    }

    public static func track(_ track: Track) -> [UInt8] {
        var content: [UInt8] = [0, 0xFF, 0x03] + variableLength(track.name.utf8.count) + Array(track.name.utf8)
        var last = 0
        // Note-offs come first where they meet note-ons.
        let order = track.events.sorted {
            ($0.tick, $0.bytes[0] & 0xF0 == 0x90 ? 1 : 0) < ($1.tick, $1.bytes[0] & 0xF0 == 0x90 ? 1 : 0)
        }
        for event in order {
            content += variableLength(event.tick - last) + event.bytes
            last = event.tick
        }
        return chunk("MTrk", content + [0, 0xFF, 0x2F, 0])
    }

    public static func file(_ tracks: [Track]) -> [UInt8] {
        header(format: 1, tracks: tracks.count) + tracks.flatMap { track($0) }
    }

    public static func tempo(_ microseconds: Int) -> [UInt8] {
        [0xFF, 0x51, 3, UInt8(microseconds >> 16), UInt8(microseconds >> 8 & 0xFF), UInt8(microseconds & 0xFF)]
    }
}
