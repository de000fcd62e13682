import Foundation

/// What can be opened in a folder, and folders to look into.
struct FolderListing: Sendable {
    let folder: URL
    let items: [Overlay.Picker.Item]

    private static let endings: Set = [
        "wav", "wave", "aif", "aiff", "aifc", "flac", "ogg", "oga", "opus", "mp3", "rf64", "w64",
        // by ffmpeg, where it is installed
        "m4a", "mp4", "mov", "aac", "webm", "mka", "mkv", "wma", "amr",
    ]

    /// - Throws: `Complaint`.
    init(_ url: URL) throws {
        let folder = url.standardizedFileURL
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        } catch {
            throw Complaint("cannot look into \(folder.path): \((error as NSError).localizedDescription)")
        }
        var songs: [Overlay.Picker.Item] = []
        var sounds: [Overlay.Picker.Item] = []
        var folders: [Overlay.Picker.Item] = []
        for name in names.filter({ !$0.hasPrefix(".") }).sorted(by: Self.isOrdered) {
            let file = folder.appendingPathComponent(name)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue {
                if Self.isSong(file) {
                    songs.append(.init(value: file.path, title: name, detail: "song"))
                } else {
                    folders.append(.init(value: file.path, title: name + "/", detail: "folder"))
                }
            } else if Self.endings.contains(file.pathExtension.lowercased()) {
                sounds.append(.init(value: file.path, title: name, detail: file.pathExtension.uppercased()))
            }
        }
        let above = folder.deletingLastPathComponent()
        let up =
            folder.path == "/" ? [] : [Overlay.Picker.Item(value: above.path, title: "../", detail: "folder above")]
        self.folder = folder
        items = songs + sounds + folders + up
    }

    private static func isOrdered(_ a: String, _ b: String) -> Bool {
        a.compare(b, options: [.caseInsensitive, .numeric]) == .orderedAscending
    }

    static func isSong(_ url: URL) -> Bool {
        url.pathExtension == "backline"
            || FileManager.default.fileExists(atPath: url.appendingPathComponent("song.json").path)
    }
}
