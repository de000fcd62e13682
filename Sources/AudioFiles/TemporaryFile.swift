import Foundation
import Synchronization

/// A new file beside the one that is to be written, and the first error that writing to it met.
///
/// It is locked (`flock`) for as long as it is written: what nobody holds was left by a program that was killed, and goes when
/// another program first writes to that folder.
final class TemporaryFile {
    private static let prefix = ".backline-"
    private static let suffix = ".tmp"
    /// Folders in which this program has cleared up.
    private static let cleared = Mutex<Set<String>>([])

    let path: String
    let descriptor: Int32
    /// errno of the first failed write; 0 while all is well.
    private(set) var failure: Int32 = 0

    init(in folder: URL, for url: URL) throws {
        if Self.cleared.withLock({ $0.insert(folder.path).inserted }) { Self.clear(folder) }
        while true {
            let name = Self.prefix + String(UInt64.random(in: .min ... .max), radix: 36) + Self.suffix
            let path = folder.appendingPathComponent(name).path
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else {
                guard errno == EEXIST else { throw AudioFileError.writing(url, errno: errno) }
                continue
            }
            // where the file system has no locks, nobody takes it for one that was left
            let isHeldByAnother = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
            guard !isHeldByAnother, Self.isLinked(descriptor) else {
                // somebody who clears up was faster
                close(descriptor)
                continue
            }
            self.path = path
            self.descriptor = descriptor
            return
        }
    }

    private static func isLinked(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_nlink > 0
    }

    /// Removes what killed programs left in a folder. What can't be listed or removed stays: it does no harm.
    private static func clear(_ folder: URL) {
        guard let list = opendir(folder.path) else { return }
        defer { closedir(list) }
        while let entry = readdir(list) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { continue }
            let path = folder.appendingPathComponent(name).path
            let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                flock(descriptor, LOCK_EX | LOCK_NB) == 0
            else { continue }
            unlink(path)
        }
    }

    deinit { close(descriptor) }

    /// Writes all bytes at the current position, or sets `failure` and returns false.
    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                if failure == 0 { failure = errno }
                return false
            }
            rest = rest.dropFirst(written)
        }
        return true
    }
}
