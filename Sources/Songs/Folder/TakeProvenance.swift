import AudioFiles
import Foundation

/// What stands inside each file of a take: enough to make it again, and to list it without `song.json`.
struct TakeProvenance: Codable {
    var take: Take
    /// Which of the take's stems the file is.
    var stem: String

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

    init(take: Take, stem: String) {
        self.take = take
        self.stem = stem
    }
}

/// What stands inside a guide's file: enough to list it without `song.json`.
struct GuideProvenance: Codable {
    var guide: GuidePart

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    init(guide: GuidePart) { self.guide = guide }

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
}
