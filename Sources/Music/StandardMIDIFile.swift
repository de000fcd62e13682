import Foundation

/// The notes, tempo map and signatures of a Standard MIDI File (MIDI 1.0, RP-001), format 0 or 1.
public struct StandardMIDIFile: Sendable {
    public struct TickNote: Hashable, Sendable {
        public var start: Int
        public var end: Int
        public var pitch: Int
        public var velocity: Int
        public var channel: Int

        public init(start: Int, end: Int, pitch: Int, velocity: Int, channel: Int) {
            self.start = start
            self.end = end
            self.pitch = pitch
            self.velocity = velocity
            self.channel = channel
        }
    }

    public struct Track: Sendable {
        public var name: String
        /// In order of their start.
        public var notes: [TickNote]
    }

    public struct TempoChange: Hashable, Sendable {
        public var tick: Int
        public var microsecondsPerQuarter: Int
    }

    public struct ProgramChange: Hashable, Sendable {
        public var tick: Int
        public var channel: Int
        /// General MIDI, 0 to 127.
        public var program: Int
    }

    public struct ControlChange: Hashable, Sendable {
        public var tick: Int
        public var channel: Int
        public var controller: Int
        /// 0 to 127.
        public var value: Int
    }

    public struct TimeSignature: Hashable, Sendable {
        public var tick: Int
        public var numerator: Int
        /// The note value of a beat: 4 for quarters.
        public var denominator: Int
    }

    public struct KeySignature: Hashable, Sendable {
        public var tick: Int
        public var key: Key
    }

    /// 0 or 1.
    public private(set) var format = 0
    /// Of a file whose time is counted in frames of film (SMPTE), ticks a second: it has no quarters and no tempo.
    public private(set) var ticksPerQuarter = 480
    public private(set) var tracks: [Track] = []
    /// In order of their ticks, the first at tick 0.
    public private(set) var tempoChanges: [TempoChange] = []
    public private(set) var timeSignatures: [TimeSignature] = []
    public private(set) var keySignatures: [KeySignature] = []
    /// In order of their ticks.
    public private(set) var programChanges: [ProgramChange] = []
    /// In order of their ticks.
    public private(set) var controlChanges: [ControlChange] = []
    /// Notes that are never released; they end with their track.
    public private(set) var hangingNotes = 0
    private var tempoSeconds: [Double] = []

    /// - Throws: `MIDIFileError`.
    public init(reading url: URL) throws {
        let data: Data
        do { data = try Data(contentsOf: url) } catch {
            throw MIDIFileError.cannotRead(url, reason: error.localizedDescription)
        }
        do { try self.init(bytes: [UInt8](data)) } catch let problem as MIDIProblem {
            throw MIDIFileError.notMIDI(url, reason: problem.reason)
        }
    }

    /// - Throws: `MIDIProblem`.
    public init(bytes: [UInt8]) throws {
        var reader = ByteReader(bytes: bytes[...])
        guard try reader.text(4) == "MThd" else { throw MIDIProblem(reason: "it does not begin with MThd") }
        let headerLength = try reader.integer(bytes: 4)
        guard headerLength >= 6 else { throw MIDIProblem(reason: "its header has \(headerLength) bytes instead of 6") }
        format = try reader.integer(bytes: 2)
        guard format < 2 else { throw MIDIProblem(reason: "format \(format) is not supported, only 0 and 1") }
        let trackCount = try reader.integer(bytes: 2)
        guard trackCount > 0 else { throw MIDIProblem(reason: "it holds no tracks") }
        let division = try reader.integer(bytes: 2)
        let film = try Self.film(division)
        ticksPerQuarter = film?.ticks ?? division
        guard ticksPerQuarter > 0 else { throw MIDIProblem(reason: "its beats have no ticks") }
        try reader.skip(headerLength - 6)
        while tracks.count < trackCount, !reader.isAtEnd {
            let kind = try reader.text(4)
            let length = try reader.integer(bytes: 4)
            var chunk = try reader.chunk(length)
            // Chunks of unknown kinds are to be passed over.
            if kind == "MTrk" { try readTrack(&chunk) }
        }
        guard tracks.count == trackCount else {
            throw MIDIProblem(reason: "it announces \(trackCount) tracks and holds \(tracks.count)")
        }
        if let film { tempoChanges = [TempoChange(tick: 0, microsecondsPerQuarter: film.microseconds)] }
        finishTempoMap()
        timeSignatures.sort { $0.tick < $1.tick }
        keySignatures.sort { $0.tick < $1.tick }
        programChanges.sort { ($0.tick, $0.channel) < ($1.tick, $1.channel) }
        controlChanges.sort { ($0.tick, $0.channel, $0.controller) < ($1.tick, $1.channel, $1.controller) }
    }

    /// Ticks of as many microseconds, where time is counted in parts of 24, 25, 29.97 or 30 frames a second; nil where
    /// it is counted in parts of quarters.
    private static func film(_ division: Int) throws -> (ticks: Int, microseconds: Int)? {
        guard division >= 0x8000 else { return nil }
        let frames = 256 - (division >> 8)
        guard [24, 25, 29, 30].contains(frames) else {
            throw MIDIProblem(reason: "its time is counted in \(frames) frames a second, not 24, 25, 29 or 30")
        }
        // 29 stands for 30 / 1.001
        let isDrop = frames == 29
        return ((isDrop ? 30 : frames) * (division & 0xFF), isDrop ? 1_001_000 : 1_000_000)
    }

    /// The program of a channel at a moment; General MIDI begins with 0.
    public func program(ofChannel channel: Int, atTick tick: Int) -> Int {
        programChanges.last { $0.channel == channel && $0.tick <= tick }?.program ?? 0
    }

    /// Seconds from the start of the file.
    public func seconds(atTick tick: Int) -> Double {
        let index = max((tempoChanges.lastIndex { $0.tick <= tick } ?? 0), 0)
        let change = tempoChanges[index]
        return tempoSeconds[index]
            + Double(tick - change.tick) * Double(change.microsecondsPerQuarter) / 1e6 / Double(ticksPerQuarter)
    }

    /// A track's notes in seconds; empty when no track has the name (letter case aside).
    public func notes(ofTrack name: String) -> [Note] {
        tracks.filter { $0.name.lowercased() == name.lowercased() }.flatMap(\.notes).map { note in
            let start = seconds(atTick: note.start)
            return Note(
                start: start, duration: seconds(atTick: note.end) - start, pitch: note.pitch, velocity: note.velocity)
        }
    }

    private mutating func finishTempoMap() {
        tempoChanges.sort { $0.tick < $1.tick }
        if tempoChanges.first?.tick != 0 {
            tempoChanges.insert(TempoChange(tick: 0, microsecondsPerQuarter: 500_000), at: 0)
        }
        tempoSeconds = [0]
        for (change, next) in zip(tempoChanges, tempoChanges.dropFirst()) {
            let quarters = Double(next.tick - change.tick) / Double(ticksPerQuarter)
            tempoSeconds.append((tempoSeconds.last ?? 0) + quarters * Double(change.microsecondsPerQuarter) / 1e6)
        }
    }

    private mutating func readTrack(_ reader: inout ByteReader) throws {
        var track = Track(name: "", notes: [])
        var sounding: [Int: [TickNote]] = [:]
        var tick = 0
        var status: UInt8 = 0
        func release(_ key: Int, _ sounding: inout [Int: [TickNote]]) {
            guard var waiting = sounding[key], !waiting.isEmpty else { return }
            var note = waiting.removeFirst()
            note.end = tick
            track.notes.append(note)
            sounding[key] = waiting
        }
        events: while !reader.isAtEnd {
            tick += try reader.variableLength()
            var first = try reader.byte()
            if first < 0x80 {
                guard status >= 0x80 else { throw MIDIProblem(reason: "data stands where an event should begin") }
                reader.back()
                first = status
            }
            switch first {
            case 0xFF:
                let kind = try reader.byte()
                let content = try reader.take(try reader.variableLength())
                if kind == 0x2F { break events }
                readMeta(kind, content, tick: tick, name: &track.name)
            case 0xF0, 0xF7:
                try reader.skip(try reader.variableLength())
                status = 0
            case 0x80..<0xF0:
                status = first
                let a = Int(try reader.byte())
                // Program change and channel pressure carry one byte, all others two.
                if first >> 4 == 0xC {
                    guard a < 128 else { throw MIDIProblem(reason: "an event's data is over 127") }
                    programChanges.append(ProgramChange(tick: tick, channel: Int(first & 0x0F), program: a))
                }
                if first >> 4 == 0xC || first >> 4 == 0xD { continue }
                let b = Int(try reader.byte())
                guard a < 128, b < 128 else { throw MIDIProblem(reason: "an event's data is over 127") }
                let channel = Int(first & 0x0F)
                let key = channel << 7 | a
                if first >> 4 == 0xB {
                    controlChanges.append(ControlChange(tick: tick, channel: channel, controller: a, value: b))
                }
                if first >> 4 == 9, b > 0 {
                    let note = TickNote(start: tick, end: tick, pitch: a, velocity: b, channel: channel)
                    sounding[key, default: []].append(note)
                } else if first >> 4 == 8 || first >> 4 == 9 {
                    release(key, &sounding)
                }
            default: throw MIDIProblem(reason: "unknown event \(first)")
            }
        }
        // A note that is never released ends with its track.
        hangingNotes += sounding.values.reduce(0) { $0 + $1.count }
        for key in sounding.keys.sorted() {
            while sounding[key]?.isEmpty == false { release(key, &sounding) }
        }
        track.notes.sort { ($0.start, $0.pitch, $0.end) < ($1.start, $1.pitch, $1.end) }
        tracks.append(track)
    }

    private mutating func readMeta(_ kind: UInt8, _ content: ArraySlice<UInt8>, tick: Int, name: inout String) {
        let bytes = Array(content)
        switch (kind, bytes.count) {
        case (0x03, _): name = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespaces)
        case (0x51, 3):
            let tempo = Int(bytes[0]) << 16 | Int(bytes[1]) << 8 | Int(bytes[2])
            if tempo > 0 { tempoChanges.append(TempoChange(tick: tick, microsecondsPerQuarter: tempo)) }
        case (0x58, 4...):
            timeSignatures.append(
                TimeSignature(tick: tick, numerator: Int(bytes[0]), denominator: 1 << min(Int(bytes[1]), 8)))
        case (0x59, 2):
            let sharps = Int(Int8(bitPattern: bytes[0]))
            let minor = bytes[1] == 1
            // A fifth up for every sharp from C major or A minor.
            let key = Key(tonic: PitchClass(sharps * 7 + (minor ? 9 : 0)), mode: minor ? .minor : .major)
            keySignatures.append(KeySignature(tick: tick, key: key))
        default: break
        }
    }
}

/// Why bytes are no Standard MIDI File.
public struct MIDIProblem: Error, Equatable, CustomStringConvertible {
    public let reason: String
    public var description: String { reason }
}

/// Big-endian reading that never runs over the end.
private struct ByteReader {
    var bytes: ArraySlice<UInt8>
    private var index: Int

    init(bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    var isAtEnd: Bool { index >= bytes.endIndex }

    mutating func back() { index -= 1 }

    mutating func byte() throws -> UInt8 {
        guard index < bytes.endIndex else { throw MIDIProblem(reason: "it ends in the middle of an event") }
        defer { index += 1 }
        return bytes[index]
    }

    mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.endIndex - index else { throw MIDIProblem(reason: "it is cut off") }
        defer { index += count }
        return bytes[index..<index + count]
    }

    mutating func skip(_ count: Int) throws { _ = try take(count) }

    mutating func chunk(_ count: Int) throws -> ByteReader { ByteReader(bytes: try take(count)) }

    mutating func text(_ count: Int) throws -> String { String(decoding: try take(count), as: UTF8.self) }

    mutating func integer(bytes count: Int) throws -> Int { try take(count).reduce(0) { $0 << 8 | Int($1) } }

    mutating func variableLength() throws -> Int {
        var value = 0
        for _ in 0..<4 {
            let next = try byte()
            value = value << 7 | Int(next & 0x7F)
            if next < 0x80 { return value }
        }
        throw MIDIProblem(reason: "a length has more than four bytes")
    }
}
