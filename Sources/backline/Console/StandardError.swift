import Foundation
import Sentences
import Terminal

/// Sentences for whoever watches.
enum StandardError {
    /// Whether it arrives does not matter: a terminal that has gone away must not end the work.
    static func line(_ text: String) {
        let safe = SafeText.shown(shortened(text)) + "\n"
        _ = write(STDERR_FILENO, safe, safe.utf8.count)
    }

    /// Words without end, which a parser may quote, are cut; paths seldom are as long.
    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > longestWord else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: " ", omittingEmptySubsequences: false)
                .map { $0.utf8.count > longestWord ? $0.shortened(to: 80) : String($0) }
                .joined(separator: " ")
        }.joined(separator: "\n")
    }

    /// Bytes: the longest name that a file can have.
    private static let longestWord = 255
}
