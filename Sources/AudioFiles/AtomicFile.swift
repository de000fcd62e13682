import Foundation

/// Writes a file wholly or not at all: into a temporary file in the same folder, to the disk (fsync), then over the
/// old one (rename), and the folder to the disk. On any error the temporary file goes and the old file stays.
/// A symbolic link is followed: what it points at is replaced.
public enum AtomicFile {
    /// - Throws: `AudioFileError`.
    public static func write(_ data: Data, to url: URL) throws {
        try write(to: url) { file in
            try data.withUnsafeBytes { bytes in
                guard file.write(bytes) else { throw AudioFileError.writing(url, errno: file.failure) }
            }
        }
    }

    /// Puts a file that is complete and on the disk in another's place, on the same file system.
    /// - Throws: `AudioFileError`; then the old file stays.
    public static func move(_ source: URL, to url: URL) throws {
        guard rename(source.path, url.path) == 0 else { throw AudioFileError.writing(url, errno: errno) }
        try synchronize(url.deletingLastPathComponent(), for: url)
    }

    /// Gives the closure a new, empty file; what it wrote stands at the URL once this returns.
    static func write<Result>(to url: URL, _ body: (TemporaryFile) throws -> Result) throws -> Result {
        let target = url.resolvingSymlinksInPath()
        var status = stat()
        if stat(target.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw AudioFileError.directory(url) }
        let folder = target.deletingLastPathComponent()
        let file = try TemporaryFile(in: folder, for: url)
        do {
            let result = try body(file)
            guard fsync(file.descriptor) == 0 else { throw AudioFileError.writing(url, errno: errno) }
            guard rename(file.path, target.path) == 0 else { throw AudioFileError.writing(url, errno: errno) }
            try synchronize(folder, for: url)
            return result
        } catch {
            // After a successful rename there is nothing left under this name, and unlink says so.
            unlink(file.path)
            throw error
        }
    }

    /// What was made, renamed or removed in a folder is on the disk then.
    /// - Parameter url: what an error is about.
    /// - Throws: `AudioFileError`.
    public static func synchronize(_ folder: URL, for url: URL) throws {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw AudioFileError.writing(url, errno: errno) }
        defer { close(descriptor) }
        // Some file systems (FUSE, 9p) have no fsync for folders and answer EINVAL; the rename stands there too.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw AudioFileError.writing(url, errno: errno) }
    }
}
