import AudioFiles
import Foundation

/// Makes a folder with all folders above it, and says in the system's words why it can't.
struct FolderMaker {
    struct Failure: Error {
        let url: URL
        let code: Int32

        var reason: String { String(cString: strerror(code)) }
    }

    /// Those that were not there, innermost first.
    let made: [URL]

    /// - Throws: `Failure`; then nothing new is left.
    init(_ folder: URL) throws {
        var missing: [URL] = []
        var place = URL(fileURLWithPath: folder.standardizedFileURL.path, isDirectory: true)
        var status = stat()
        while stat(place.path, &status) != 0 {
            guard errno == ENOENT, place.path != "/" else { throw Failure(url: place, code: errno) }
            missing.append(place)
            place.deleteLastPathComponent()
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw Failure(url: place, code: ENOTDIR) }
        var made: [URL] = []
        for url in missing.reversed() {
            if mkdir(url.path, 0o777) != 0 {
                let code = errno
                // another program made it in the meantime
                if code == EEXIST { continue }
                for url in made { rmdir(url.path) }
                throw Failure(url: url, code: code)
            }
            made.insert(url, at: 0)
            do {
                // else it is gone after a power failure, with all that was written into it
                try AtomicFile.synchronize(url.deletingLastPathComponent(), for: url)
            } catch {
                for url in made { rmdir(url.path) }
                throw Failure(url: url, code: EIO)
            }
        }
        self.made = made
    }

    /// Removes what was made, as far as it is empty.
    func undo() { for url in made where rmdir(url.path) != 0 { return } }
}
