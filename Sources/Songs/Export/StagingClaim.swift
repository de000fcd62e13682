import Foundation

/// Says that a staging folder is in use: `flock` on the folder itself, which the system lets go of however the program
/// ends. What nobody claims was left by a program that was killed.
final class StagingClaim {
    private static let prefix = ".backline-export-"
    private static let suffix = ".tmp"

    private let descriptor: CInt

    /// A name for a new staging folder.
    static func newName() -> String { prefix + UUID().uuidString + suffix }

    static func isName(_ name: String) -> Bool { name.hasPrefix(prefix) && name.hasSuffix(suffix) }

    /// nil when the folder is claimed already, has gone, or its file system has no locks.
    init?(_ staging: URL) {
        let descriptor = open(staging.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var (held, there) = (stat(), stat())
        // somebody may have cleared it away before it was claimed
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &held) == 0,
            stat(staging.path, &there) == 0, held.st_ino == there.st_ino
        else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Removes what killed programs left in a folder.
    static func clear(_ folder: URL) {
        for name in SongLayout.names(in: folder) where isName(name) {
            let staging = folder.appendingPathComponent(name)
            guard let claim = StagingClaim(staging) else { continue }
            // what can't go now is no harm and is tried again next time
            withExtendedLifetime(claim) { try? FileManager.default.removeItem(at: staging) }
        }
    }
}
