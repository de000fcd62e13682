import AudioFiles
import Foundation

/// A folder of finished songs that never grows beyond a size: those that were used longest ago go first.
///
/// Several processes may share it: a file appears whole (written aside, then renamed), and one that another process
/// has just removed is only a miss. Errors of the disk are the caller's to hear of when writing; reading never fails,
/// it misses.
struct SongCache: Sendable {
    private static let ending = "song"
    /// Seconds after which what a killed process left half-written is swept away.
    private static let abandoned = 3600.0

    let folder: URL
    /// Bytes of all songs together.
    let limit: Int

    /// - Throws: `CorpusError.cannotRead` for a folder that cannot be made.
    init(folder: URL, limit: Int) throws {
        self.folder = folder
        self.limit = limit
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch { throw CorpusError.cannotRead(folder, reason: error.localizedDescription) }
    }

    private func file(_ name: String) -> URL { folder.appendingPathComponent(name).appendingPathExtension(Self.ending) }

    func contains(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name).path) }

    /// The song of a name, which counts as used now; nil when it is not there or is no whole song.
    func song(_ name: String) -> RenderedSong? {
        let file = file(name)
        guard let data = try? Data(contentsOf: file), let song = RenderedSong(bytes: data) else { return nil }
        // Times of now; a file that has gone meanwhile needs none.
        utimes(file.path, nil)
        return song
    }

    /// - Throws: `AudioFileError`.
    func keep(_ song: RenderedSong, as name: String) throws {
        try AtomicFile.write(try song.bytes(), to: file(name))
        trim()
    }

    /// Removes what was used longest ago until the limit is kept.
    private func trim() {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { return }
        var songs: [(used: Double, path: String, bytes: Int)] = []
        for name in names {
            let path = folder.appendingPathComponent(name).path
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            let used = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) * 1e-9
            if name.hasSuffix(".\(Self.ending)") {
                songs.append((used, path, Int(status.st_size)))
            } else if name.hasPrefix(".backline-"), Date().timeIntervalSince1970 - used > Self.abandoned {
                unlink(path)
            }
        }
        var total = songs.reduce(0) { $0 + $1.bytes }
        for song in songs.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) }) where total > limit {
            unlink(song.path)
            total -= song.bytes
        }
    }
}
