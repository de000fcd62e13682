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

    /// In the colours that a terminal with 256 of them shows.
    static func ansi(_ canvas: Canvas) -> String {
        var palette = Palette(depth: .full)
        var text = ""
        for row in 0..<canvas.size.rows {
            for column in 0..<canvas.size.columns {
                let cell = canvas[row, column]
                text += "\u{1B}[0\(codes(cell.style, &palette))m\(cell.character)"
            }
            text += "\u{1B}[0m\n"
        }
        return text
    }

    private static func codes(_ style: CellStyle, _ palette: inout Palette) -> String {
        var codes = ""
        let (foreground, background) = palette.indices(style)
        if let colour = foreground.map(Palette.colour) { codes += ";38;2;\(colour.red);\(colour.green);\(colour.blue)" }
        if let colour = background.map(Palette.colour) { codes += ";48;2;\(colour.red);\(colour.green);\(colour.blue)" }
        if style.isBold { codes += ";1" }
        if style.isDim { codes += ";2" }
        if style.isUnderlined { codes += ";4" }
        if style.isReversed { codes += ";7" }
        return codes
    }
}
