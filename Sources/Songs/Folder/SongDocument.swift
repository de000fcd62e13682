import Foundation

/// `song.json`: reading with migration, and writing.
package enum SongDocument {
    /// Why a `song.json` can't be used.
    enum Problem: Error {
        case missing
        case damaged(String)
    }

    package static func encode(_ song: Song) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return try encoder.encode(song)
    }

    /// - Throws: `Problem`; `SongFolderError.newerSchema`; `.cannotRead` where the file can't be read at all.
    static func read(_ layout: SongLayout) throws -> Read {
        guard layout.exists(layout.document) else { throw Problem.missing }
        let data: Data
        do {
            data = try Data(contentsOf: layout.document)
        } catch {
            throw SongFolderError.cannotRead(layout.document, reason: (error as NSError).localizedDescription)
        }
        return try decode(data, layout.url)
    }

    /// A song, the schema that it was written in where that is an older one, and what was taken out of it, a sentence each.
    package typealias Read = (song: Song, migratedFrom: Int?, lost: [String])

    package static func decode(_ data: Data, _ url: URL) throws -> Read {
        var read = try decoded(data, url)
        // who goes away while trying a reading has taken none
        read.song.sheet?.endTrial()
        return read
    }

    private static func decoded(_ data: Data, _ url: URL) throws -> Read {
        do {
            guard var fields = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
                throw Problem.damaged("it is no JSON object")
            }
            let schema = fields["schema"] as? Int ?? 0
            guard schema <= Song.currentSchema else { throw SongFolderError.newerSchema(url, schema: schema) }
            guard schema >= 0 else { throw Problem.damaged("schema \(schema)") }
            switch schema {
            case Song.currentSchema:
                var mending = SongMending(fields)
                var song = try mending.song()
                song.completeLanes()
                return (song, nil, mending.lost)
            case 1:
                var song = try JSONDecoder().decode(SongSchema1.self, from: data).migrated()
                let lost = song.mend()
                return (song, schema, lost)
            default:
                SongMigration.fromSchema0(&fields)
                let migrated = try JSONSerialization.data(withJSONObject: fields)
                var song = try JSONDecoder().decode(SongSchema1.self, from: migrated).migrated()
                let lost = song.mend()
                return (song, schema, lost)
            }
        } catch let error as SongFolderError {
            throw error
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem.damaged("\(error)")
        }
    }
}

/// How the oldest version of `song.json` becomes the next one, which is `SongSchema1`.
enum SongMigration {
    /// Schema 0, before the mixer: `name` was the title, a take was one `file` with a `star`, and there were neither
    /// marks nor a mixer nor a memory of seeds.
    static func fromSchema0(_ song: inout [String: Any]) {
        song["schema"] = 1
        if let name = song.removeValue(forKey: "name") { song["title"] = name }
        var takes: [[String: Any]] = []
        for var take in song["takes"] as? [[String: Any]] ?? [] {
            if let file = take.removeValue(forKey: "file") {
                var stem: [String: Any] = ["name": "band", "file": file]
                stem["loudness"] = take["loudness"]
                take["stems"] = [stem]
            }
            take["isStarred"] = take.removeValue(forKey: "star") ?? false
            if take["note"] == nil { take["note"] = "" }
            if take["origin"] == nil { take["origin"] = ["fresh": [String: Any]()] }
            if take["computeSeconds"] == nil { take["computeSeconds"] = 0 }
            takes.append(take)
        }
        song["takes"] = takes
        if song["nextTake"] == nil { song["nextTake"] = (takes.compactMap { $0["id"] as? Int }.max() ?? 0) + 1 }
        let usual: [String: Any] = [
            "isSeedLocked": false, "seedHistory": [Any](), "isLooping": false, "marks": [Any](),
            "mixer": ["strips": [String: Any](), "master": ["gain": 0]],
            "audition": ["vocal": [String: Any]()],
        ]
        for (key, value) in usual where song[key] == nil { song[key] = value }
    }
}
