import Foundation
import Generation

/// A line on standard error that fills up, when that is a terminal.
final class ProgressBar {
    private let label: String
    private let isShown: Bool
    private var isOpen = false
    private let start = ContinuousClock.now

    init(label: String, shown: Bool) {
        self.label = label
        isShown = shown && isatty(STDERR_FILENO) == 1
    }

    func show(_ progress: Generation.Progress) {
        guard isShown else { return }
        let width = 24
        let filled = Int((progress.fraction * Double(width)).rounded())
        let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled)
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        let left = progress.fraction > 0 ? String(format: ", %.0f s left", elapsed * (1 / progress.fraction - 1)) : ""
        let place =
            progress.stage == .listen
            ? "listening" : "section \(progress.section)/\(progress.sections), step \(progress.step)/\(progress.steps)\(left)"
        write("\r\u{1B}[K\(label) [\(bar)] \(place)")
        isOpen = true
    }

    /// Clears the line.
    func finish() {
        guard isOpen else { return }
        write("\r\u{1B}[K")
        isOpen = false
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
