import Foundation

/// Holds a song's folder for this process: `flock` on `.lock`, which the system lets go of however the process ends.
final class SongLock: Sendable {
    private let descriptor: Int32
    /// Why the file system can't lock, in a sentence; nil while the lock holds.
    let weakness: String?

    /// - Throws: `SongFolderError`.
    init(_ file: URL, of song: URL) throws {
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666)
        guard descriptor >= 0 else {
            let code = errno
            if [ELOOP, ENXIO].contains(code) { throw SongFolderError.notPlain(file) }
            if [EACCES, EPERM, EROFS].contains(code) { throw SongFolderError.noPermissionToWrite(song) }
            throw SongFolderError.cannotLock(song, reason: String(cString: strerror(code)))
        }
        // one that has another name elsewhere is not ours to empty
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink <= 1 else {
            close(descriptor)
            throw SongFolderError.notPlain(file)
        }
        var weakness: String?
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EWOULDBLOCK {
                let process = Self.holder(descriptor)
                close(descriptor)
                throw SongFolderError.inUse(song, process: process)
            }
            // some network file systems have no locks; the song opens all the same
            weakness =
                "the file system of \(song.path) has no locks (\(String(cString: strerror(code)))); "
                + "open the song in one program at a time"
        }
        let text = "\(getpid())\n"
        if ftruncate(descriptor, 0) == 0 {
            // only the refusal's text misses it
            _ = pwrite(descriptor, text, text.utf8.count, 0)
        }
        self.descriptor = descriptor
        self.weakness = weakness
    }

    deinit { close(descriptor) }

    private static func holder(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes[..<count], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
