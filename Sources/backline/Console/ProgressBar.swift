import Foundation
import Generation
import Recipes
import Terminal

/// A line on standard error that fills up, when that is a terminal.
final class ProgressBar {
    private let label: String
    private let isShown: Bool
    private var isOpen = false
    private let start = ContinuousClock.now

    init(label: String, shown: Bool) {
        self.label = SafeText.shown(label)
        isShown = shown && isatty(STDERR_FILENO) == 1
    }

    func show(_ progress: TakeProgress) {
        guard isShown else { return }
        let width = 24
        let filled = Int((progress.fraction * Double(width)).rounded())
        let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled)
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        let left = progress.fraction > 0 ? String(format: ", %.0f s left", elapsed * (1 / progress.fraction - 1)) : ""
        let place =
            progress.phase == .listen
            ? "listening"
            : "section \(progress.section)/\(progress.sections), step \(progress.step)/\(progress.steps)\(left)"
        // a line that wraps could not be cleared
        let line = "\(label) [\(bar)] \(place)"
        write("\r\u{1B}[K" + String(line.prefix(max(columns - 1, 1))))
        isOpen = true
    }

    /// Clears the line.
    func finish() {
        guard isOpen else { return }
        write("\r\u{1B}[K")
        isOpen = false
    }

    private var columns: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Whether it arrives does not matter: a terminal that has gone away must not end the work.
    private func write(_ text: String) { _ = Foundation.write(STDERR_FILENO, text, text.utf8.count) }
}
