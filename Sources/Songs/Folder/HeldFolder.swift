import Foundation

/// A folder that stays the same one whatever it is called: it is held open, so that it is known when somebody moves it,
/// removes it, or puts another in its place.
final class HeldFolder: Sendable {
    private let descriptor: CInt

    /// nil where it can't be opened.
    init?(_ url: URL) {
        descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    func isAt(_ url: URL) -> Bool {
        var (held, there) = (stat(), stat())
        return fstat(descriptor, &held) == 0 && stat(url.path, &there) == 0 && held.st_dev == there.st_dev
            && held.st_ino == there.st_ino
    }

    /// Where it stands now; nil when it was removed.
    var url: URL? {
        // the system keeps the name that it has now; where it doesn't, the folder counts as gone
        guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
        else {
            return nil
        }
        let url = URL(fileURLWithPath: path, isDirectory: true)
        return isAt(url) ? url : nil
    }
}
