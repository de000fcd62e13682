import Foundation

/// A line on standard error that is written over, when that is a terminal.
final class ProgressLine {
    private var isOpen = false

    func show(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        write("\r\u{1B}[K" + text)
        isOpen = true
    }

    func clear() {
        if isOpen { write("\r\u{1B}[K") }
        isOpen = false
    }

    /// Whether it arrives does not matter.
    private func write(_ text: String) { _ = Foundation.write(STDERR_FILENO, text, text.utf8.count) }
}
