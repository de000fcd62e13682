import Foundation

/// A `song.json` in which some values are none that a song can have: they go, and all others stay.
struct SongMending {
    private var fields: [String: Any]
    /// What went, as a path or a sentence each.
    private(set) var lost: [String] = []

    /// What a damaged file may lose before it is given up.
    private static let most = 500

    /// - Parameter fields: of the JSON object, in the schema of today.
    init(_ fields: [String: Any]) { self.fields = fields }

    /// - Throws: `DecodingError` where nothing is left to be taken out; errors of writing JSON.
    mutating func song() throws -> Song {
        while true {
            do {
                var song = try JSONDecoder().decode(Song.self, from: JSONSerialization.data(withJSONObject: fields))
                lost += song.mend()
                return song
            } catch let error as DecodingError {
                guard lost.count < Self.most, let path = error.path, try remove(path) else { throw error }
            }
        }
    }

    /// Takes out the innermost item of a list that holds the value; of what stands in no list, the song's own field.
    private mutating func remove(_ path: [any CodingKey]) throws -> Bool {
        guard let field = try path.first?.stringValue ?? unreadableField() else { return false }
        let last = path.lastIndex { $0.intValue != nil }
        let taken = last.map { Array(path[...$0]) } ?? Array(path.prefix(1))
        let name =
            taken.isEmpty
            ? field
            : String(
                taken.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined().dropFirst())
        if last != nil, let rest = Self.without(taken[...], in: fields) as? [String: Any] {
            fields = rest
        } else {
            // what every song has is as in a new one
            let value = try Self.usual(field)
            guard fields[field] != nil || value != nil else { return false }
            fields[field] = value
        }
        lost.append(name)
        return true
    }

    /// In the JSON of a new song; nil where that has none.
    private static func usual(_ field: String) throws -> Any? {
        let object = try JSONSerialization.jsonObject(with: SongDocument.encode(Song(title: "")))
        return (object as? [String: Any])?[field]
    }

    /// The field without which the rest can be read, or at least says where it can't: decoders name no place of numbers that fit
    /// into no type.
    private func unreadableField() throws -> String? {
        for field in fields.keys.sorted() {
            var without = fields
            without[field] = try Self.usual(field)
            do {
                _ = try JSONDecoder().decode(Song.self, from: JSONSerialization.data(withJSONObject: without))
                return field
            } catch let error as DecodingError {
                if let path = error.path, !path.isEmpty { return field }
            }
        }
        return nil
    }

    /// - Returns: nil where the path leads nowhere.
    private static func without(_ path: ArraySlice<any CodingKey>, in value: Any) -> Any? {
        guard let key = path.first else { return nil }
        if let index = key.intValue {
            guard var list = value as? [Any], list.indices.contains(index) else { return nil }
            if path.count == 1 {
                list.remove(at: index)
            } else {
                guard let inner = without(path.dropFirst(), in: list[index]) else { return nil }
                list[index] = inner
            }
            return list
        }
        guard var object = value as? [String: Any], let old = object[key.stringValue] else { return nil }
        guard let inner = without(path.dropFirst(), in: old) else { return nil }
        object[key.stringValue] = inner
        return object
    }
}

extension DecodingError {
    /// Where the value is that can't be read; nil where nobody knows.
    fileprivate var path: [any CodingKey]? {
        switch self {
        case .keyNotFound(let key, let context): context.codingPath + [key]
        case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
            context.codingPath
        @unknown default: nil
        }
    }
}
