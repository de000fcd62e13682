import Foundation
import Terminal

/// Sentences for whoever watches.
enum StandardError {
    /// Whether it arrives does not matter: a terminal that has gone away must not end the work.
    static func line(_ text: String) {
        let safe = SafeText.shown(text) + "\n"
        _ = write(STDERR_FILENO, safe, safe.utf8.count)
    }
}
