import Foundation

/// What exported files are called: `<title>-<take>-<part>.<ending>`.
struct ExportNames {
    let song: Song
    let audition: Audition
    let fileExtension: String

    /// "My-song-take-3"; of two takes with one name, both get their number.
    var base: String {
        let title = FileName.safe(song.title, otherwise: "song")
        guard case .take(let id) = audition, let take = song[take: id] else { return title }
        let name = Self.name(of: take)
        let isTwice = song.takes.contains { $0.id != id && Self.name(of: $0).lowercased() == name.lowercased() }
        return isTwice ? "\(title)-\(name)-\(id)" : "\(title)-\(name)"
    }

    private static func name(of take: Take) -> String { FileName.safe(take.name, otherwise: "take-\(take.id)") }

    func name(_ part: ExportSettings.Part, stem: String? = nil) -> String {
        guard let stem else { return "\(base)-\(part.rawValue).\(fileExtension)" }
        // a stem may be called as a part is
        let isTaken = ExportSettings.Part.allCases.contains { $0.rawValue == stem.lowercased() }
        return "\(base)-\(FileName.safe(stem, otherwise: "stem"))\(isTaken ? "-stem" : "").\(fileExtension)"
    }
}
