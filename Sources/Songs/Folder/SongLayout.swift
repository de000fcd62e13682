import Foundation

/// Where things stand in a song's folder.
struct SongLayout: Sendable {
    let url: URL

    /// The same folder is the same URL, there or not yet, with a stroke at its end or without.
    init(url: URL) { self.url = URL(fileURLWithPath: url.standardizedFileURL.path, isDirectory: true) }

    static let takes = "takes"
    static let guides = "guides"
    static let deleted = "deleted"
    static let recordings = "recordings"
    /// Where exports go unless somebody wants them elsewhere.
    static let exports = "exports"

    var document: URL { url.appendingPathComponent("song.json") }
    var lock: URL { url.appendingPathComponent(".lock") }
    var takes: URL { url.appendingPathComponent(Self.takes) }
    var guides: URL { url.appendingPathComponent(Self.guides) }
    var deleted: URL { url.appendingPathComponent(Self.deleted) }
    var recordings: URL { url.appendingPathComponent(Self.recordings) }
    var exports: URL { url.appendingPathComponent(Self.exports) }

    /// "takes/003-band.wav".
    static func takeFile(id: Int, stem: String) -> String {
        "\(takes)/" + String(format: "%03d", id) + "-\(FileName.safe(stem, otherwise: "stem")).wav"
    }

    /// "guides/003-melody.wav".
    static func guideFile(number: Int, kind: GuidePart.Kind) -> String {
        "\(guides)/" + String(format: "%03d", number) + "-\(kind.rawValue).wav"
    }

    /// Whether a path that was read from a file stays in the folder it should be in: songs come from other people too.
    static func isTakeFile(_ path: String) -> Bool { isSound(path, in: takes) }

    static func isGuideFile(_ path: String) -> Bool { isSound(path, in: guides) }

    private static func isSound(_ path: String, in folder: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0] == folder && !parts[1].hasPrefix(".") && parts[1].hasSuffix(".wav")
    }

    static func isVocalFile(_ path: String) -> Bool {
        !path.isEmpty && !path.contains("/") && !path.hasPrefix(".")
    }

    func kept(_ stem: Take.Stem) -> URL { url.appendingPathComponent(stem.file) }

    func deleted(_ stem: Take.Stem) -> URL {
        deleted.appendingPathComponent(URL(fileURLWithPath: stem.file).lastPathComponent)
    }

    func kept(_ guide: GuidePart) -> URL { url.appendingPathComponent(guide.file) }

    func deleted(_ guide: GuidePart) -> URL {
        deleted.appendingPathComponent("guide-" + URL(fileURLWithPath: guide.file).lastPathComponent)
    }

    /// What a recording is called while it grows; recorders name it so.
    static func unfinished(_ recording: URL) -> URL { recording.appendingPathExtension("partial") }

    /// Names of what is in a folder, in order; none if it is not there.
    static func names(in folder: URL) -> [String] {
        // a folder that is missing or can't be read has nothing to offer; what must be written there says why it can't
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    func exists(_ file: URL) -> Bool { access(file.path, F_OK) == 0 }

    /// "vocal.wav", "vocal-2.wav" and so on, oldest first.
    var vocals: [String] {
        Self.names(in: url).compactMap { name -> (Int, String)? in
            guard name.hasPrefix("vocal"), name.hasSuffix(".wav") else { return nil }
            let middle = name.dropFirst(5).dropLast(4)
            if middle.isEmpty { return (1, name) }
            guard middle.hasPrefix("-"), let number = Int(middle.dropFirst()), number > 1 else { return nil }
            return (number, name)
        }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    var holdsSong: Bool {
        exists(document) || !vocals.isEmpty || Self.names(in: takes).contains { $0.hasSuffix(".wav") }
    }

    /// The first of "song.damaged-1.json" and so on that is not there yet.
    func untaken(_ kind: String) -> String {
        var number = 1
        func name() -> String { "\(kind)-\(number).json" }
        while exists(url.appendingPathComponent(name())) { number += 1 }
        return name()
    }

    /// - Throws: `SongFolderError.cannotRead` where something of the song is there and can't be read: it is not lost, and
    ///   the song must not be taken for one without it.
    func requireReadable() throws {
        let folders = [takes, guides, deleted, recordings]
        let names = Self.names(in: url).filter { $0 == "song.json" || $0.hasSuffix(".wav") }
        // the song's own folder may stand behind a link
        try Self.requireReadable(url.resolvingSymlinksInPath(), O_DIRECTORY)
        for folder in folders { try Self.requireReadable(folder, O_DIRECTORY) }
        let files =
            names.map(url.appendingPathComponent)
            + [takes, guides].flatMap { folder in Self.names(in: folder).map(folder.appendingPathComponent) }
        for file in files { try Self.requireReadable(file, 0) }
    }

    private static func requireReadable(_ file: URL, _ flags: CInt) throws {
        let descriptor = open(file.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | flags)
        guard descriptor < 0 else {
            close(descriptor)
            return
        }
        let code = errno
        guard code == ENOENT else { throw SongFolderError.cannotRead(file, reason: String(cString: strerror(code))) }
    }

    /// - Throws: `SongFolderError.notPlain` where a link, a pipe or a device stands for anything that songs consist of.
    func requirePlain() throws {
        let folders = [takes, guides, deleted, recordings, exports]
        for folder in folders { try Self.requirePlain(folder, [S_IFDIR]) }
        let own = Self.names(in: url).filter { name in
            [".lock", "song.json"].contains(name) || name.hasSuffix(".wav") || name.hasPrefix("song.damaged-")
                || name.hasPrefix("song.changed-")
                || name.hasPrefix(".backline-")
        }
        let files =
            own.map(url.appendingPathComponent)
            + folders.flatMap { folder in Self.names(in: folder).map(folder.appendingPathComponent) }
        // takes are staged in folders
        for file in files { try Self.requirePlain(file, [S_IFREG, S_IFDIR]) }
    }

    /// What is not there is plain.
    private static func requirePlain(_ file: URL, _ kinds: [mode_t]) throws {
        var status = stat()
        guard lstat(file.path, &status) == 0 else { return }
        guard kinds.contains(status.st_mode & S_IFMT) else { throw SongFolderError.notPlain(file) }
    }

    func makeFolder(_ folder: URL) throws {
        // a song that is being made may itself stand behind a link
        if folder != url { try Self.requirePlain(folder, [S_IFDIR]) }
        do {
            _ = try FolderMaker(folder)
        } catch let failure as FolderMaker.Failure {
            throw SongFolderError.cannotCreate(folder, reason: failure.reason)
        }
    }
}
