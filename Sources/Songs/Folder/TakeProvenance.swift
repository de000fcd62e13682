import AudioFiles
import Foundation

/// What stands inside each file of a take: enough to make it again, and to list it without `song.json`.
struct TakeProvenance: Codable {
    var take: Take
    /// Which of the take's stems the file is.
    var stem: String
    /// The lane it was made for; nil in files from before there were lanes.
    var lane: LaneLabel?

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// nil for a file that is no readable sound or holds no take.
    init?(of file: URL) {
        // what can't be read or understood is no take of ours, and is left alone
        guard let comment = try? AudioReader.info(file).comment,
            let record = try? JSONDecoder().decode(TakeProvenance.self, from: Data(comment.utf8))
        else { return nil }
        self = record
    }

    init(take: Take, stem: String, lane: LaneLabel?) {
        self.take = take
        self.stem = stem
        self.lane = lane
    }
}

/// What a file says of its lane: enough to find it, or to make it again.
struct LaneLabel: Codable {
    var id: Int
    var name: String

    init(_ lane: Lane) {
        id = lane.id
        name = lane.name
    }
}

/// What stands inside a guide's file: enough to list it without `song.json`.
struct GuideProvenance: Codable {
    var guide: GuidePart
    /// The lane it was played for; nil in files from before there were lanes, and where it was not there yet.
    var lane: LaneLabel?

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    init(guide: GuidePart, lane: LaneLabel?) {
        self.guide = guide
        self.lane = lane
    }

    /// nil for a file that is no readable sound or holds no guide.
    init?(of file: URL) {
        // what can't be read or understood is no guide of ours, and is left alone
        guard let comment = try? AudioReader.info(file).comment,
            let record = try? JSONDecoder().decode(GuideProvenance.self, from: Data(comment.utf8))
        else { return nil }
        self = record
    }
}

/// What stands inside the vocal's file.
struct VocalProvenance: Codable {
    /// What it was read from.
    var source: String
    /// Of that file; see `FileDigest`.
    var digest: String?
}
