import Foundation
import Terminal

/// Screens as files to look at: text, and text with colours.
enum Captures {
    /// Where captures go; nil when none are wanted.
    static let folder = ProcessInfo.processInfo.environment["BACKLINE_CAPTURES"].map { URL(fileURLWithPath: $0) }

    static func write(_ canvas: Canvas, _ name: String) throws {
        guard let folder else { return }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data((canvas.text + "\n").utf8).write(to: folder.appendingPathComponent(name + ".txt"))
        try Data(ansi(canvas).utf8).write(to: folder.appendingPathComponent(name + ".ansi"))
    }

    /// With 24-bit colours.
    static func ansi(_ canvas: Canvas) -> String {
        var text = ""
        for row in 0..<canvas.size.rows {
            for column in 0..<canvas.size.columns {
                let cell = canvas[row, column]
                text += "\u{1B}[0\(codes(cell.style))m\(cell.character)"
            }
            text += "\u{1B}[0m\n"
        }
        return text
    }

    private static func codes(_ style: CellStyle) -> String {
        var codes = ""
        if let colour = style.foreground { codes += ";38;2;\(colour.red);\(colour.green);\(colour.blue)" }
        if let colour = style.background { codes += ";48;2;\(colour.red);\(colour.green);\(colour.blue)" }
        if style.isBold { codes += ";1" }
        if style.isDim { codes += ";2" }
        if style.isUnderlined { codes += ";4" }
        if style.isReversed { codes += ";7" }
        return codes
    }
}
