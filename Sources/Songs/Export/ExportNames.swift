import Foundation

/// What exported files are called: `<title>-<take>-<part>.<ending>`, and in a take's own folder `<part>.<ending>`.
struct ExportNames {
    let song: Song
    /// Those that the files are named after, in the order of their lanes.
    let takes: [Take]
    let fileExtension: String
    var preset: ExportSettings.Preset?

    /// "My-song-take-3"; of two takes with one name, both get their number.
    var base: String {
        ([FileName.safe(song.title, otherwise: "song")] + takes.map(name)).joined(separator: "-")
    }

    private func name(of take: Take) -> String {
        let name = Self.plain(take)
        let isTwice = song.allTakes.contains { $0.id != take.id && Self.plain($0).lowercased() == name.lowercased() }
        return isTwice ? "\(name)-\(take.id)" : name
    }

    private static func plain(_ take: Take) -> String { FileName.safe(take.name, otherwise: "take-\(take.id)") }

    /// What all names begin with.
    private var prefix: String { preset == .take ? "" : base + "-" }

    func name(_ part: ExportSettings.Part) -> String { "\(prefix)\(part.rawValue).\(fileExtension)" }

    /// - Parameter others: names that are taken.
    func name(_ part: ExportSettings.Part, stem: String, besides others: [String]) -> String {
        // a stem may be called as a part is
        let isTaken = ExportSettings.Part.allCases.contains { $0.rawValue == stem.lowercased() }
        let plain = "\(prefix)\(FileName.safe(stem, otherwise: "stem"))\(isTaken ? "-stem" : "")"
        var name = "\(plain).\(fileExtension)"
        var number = 2
        while others.contains(where: { $0.lowercased() == name.lowercased() }) {
            name = "\(plain)-\(number).\(fileExtension)"
            number += 1
        }
        return name
    }
}
