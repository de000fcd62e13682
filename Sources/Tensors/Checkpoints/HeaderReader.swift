import Foundation

/// Reads a safetensors header. Not JSONSerialization: that keeps the last of two equal keys in silence, and two equal
/// keys are an attack or a damage to be refused.
struct HeaderReader {
    struct RawEntry {
        var type = ""
        var shape: [Int] = []
        var begin = -1
        var end = -1
    }

    struct Header {
        var entries: [String: RawEntry] = [:]
        var metadata: [String: String] = [:]
    }

    struct Problem: Error {
        let reason: String
    }

    private let bytes: [UInt8]
    private var place = 0

    init(_ data: Data) { bytes = Array(data) }

    mutating func read() throws -> Header {
        var header = Header()
        var hasMetadata = false
        try object { reader, key in
            if key == "__metadata__" {
                guard !hasMetadata else { throw Problem(reason: "its header names __metadata__ twice") }
                hasMetadata = true
                var seen: [String: String] = [:]
                try reader.object { reader, name in
                    guard seen.updateValue(try reader.string(), forKey: name) == nil else {
                        throw Problem(reason: "its metadata names \(name) twice")
                    }
                }
                header.metadata = seen
            } else {
                guard header.entries[key] == nil else { throw Problem(reason: "its header names \(key) twice") }
                header.entries[key] = try reader.entry(key)
            }
        }
        skipSpace()
        guard place == bytes.count else { throw Problem(reason: "its header goes on after its end") }
        return header
    }

    private mutating func entry(_ key: String) throws -> RawEntry {
        var entry = RawEntry()
        var seen: Set<String> = []
        try object { reader, name in
            guard seen.insert(name).inserted else { throw Problem(reason: "\(key) names \(name) twice") }
            switch name {
            case "dtype": entry.type = try reader.string()
            case "shape": entry.shape = try reader.integers()
            case "data_offsets":
                let offsets = try reader.integers()
                guard offsets.count == 2 else { throw Problem(reason: "\(key) has no two offsets") }
                (entry.begin, entry.end) = (offsets[0], offsets[1])
            default: throw Problem(reason: "\(key) has the unknown field \(name)")
            }
        }
        guard seen.count == 3 else { throw Problem(reason: "\(key) lacks a field") }
        return entry
    }

    private mutating func object(_ member: (inout HeaderReader, String) throws -> Void) throws {
        try expect(UInt8(ascii: "{"))
        if accept(UInt8(ascii: "}")) { return }
        repeat {
            let key = try string()
            try expect(UInt8(ascii: ":"))
            try member(&self, key)
        } while accept(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    private mutating func integers() throws -> [Int] {
        try expect(UInt8(ascii: "["))
        var values: [Int] = []
        if accept(UInt8(ascii: "]")) { return values }
        repeat {
            skipSpace()
            let first = place
            while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { place += 1 }
            guard let value = Int(String(decoding: bytes[first..<place], as: UTF8.self)) else {
                throw Problem(reason: "its header has no number where one must be")
            }
            values.append(value)
        } while accept(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
        return values
    }

    /// Escapes are left to JSONDecoder.
    private mutating func string() throws -> String {
        try expect(UInt8(ascii: "\""))
        let first = place - 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard place < bytes.count else { throw Problem(reason: "its header ends inside a text") }
        place += 1
        do {
            return try JSONDecoder().decode(String.self, from: Data(bytes[first..<place]))
        } catch {
            throw Problem(reason: "its header holds a broken text")
        }
    }

    private mutating func skipSpace() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    private mutating func accept(_ byte: UInt8) -> Bool {
        skipSpace()
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws {
        guard accept(byte) else {
            throw Problem(reason: "its header is not JSON at byte \(place)")
        }
    }
}
