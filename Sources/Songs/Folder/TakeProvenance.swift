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

/// What stands inside the vocal's file.
struct VocalProvenance: Codable {
    /// What it was read from.
    var source: String
}
