import Foundation

/// A new file beside the one that is to be written, and the first error that writing to it met.
final class TemporaryFile {
    let path: String
    let descriptor: Int32
    /// errno of the first failed write; 0 while all is well.
    private(set) var failure: Int32 = 0

    init(in folder: URL, for url: URL) throws {
        while true {
            let name = ".backline-\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
            let path = folder.appendingPathComponent(name).path
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor >= 0 {
                self.path = path
                self.descriptor = descriptor
                return
            }
            guard errno == EEXIST else { throw AudioFileError.writing(url, errno: errno) }
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
