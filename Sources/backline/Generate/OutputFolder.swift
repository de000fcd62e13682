import ArgumentParser
import Foundation

/// Where files go that a command makes.
enum OutputFolder {
    /// - Parameter path: of `--out`.
    /// - Throws: `ValidationError` for none: an empty variable in a script must not fill the folder one happens to be in.
    static func url(_ path: String) throws -> URL {
        guard !path.isEmpty else {
            throw ValidationError("--out names no folder; write one, or a single dot for the one you are in")
        }
        return URL(fileURLWithPath: path)
    }
}
