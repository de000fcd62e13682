import Terminal

/// Draws loudness in as fine a grain as the screen has: half blocks in colour, dithered braille, shades, or letters.
struct MelDensity {
    private enum Grain { case halfBlocks, dots, shades }

    private let ink: Ink
    private let grain: Grain
    private let colours: [Colour]

    /// As many shades of the ramp are kept apart: a cell has two, and terminals have a limited number of pairs.
    static let shadeCount = 32

    init(_ ink: Ink) {
        self.ink = ink
        grain = ink.hasRamp ? .halfBlocks : ink.glyphs == .braille && ink.depth == .mono ? .dots : .shades
        colours = (0..<Self.shadeCount).map { ink.theme.colour(at: Double($0) / Double(Self.shadeCount - 1)) }
    }

    /// Values across and down a cell.
    var across: Int { grain == .dots ? 2 : 1 }
    var down: Int { grain == .dots ? 4 : grain == .halfBlocks ? 2 : 1 }

    /// - Parameter levels: (columns * across, rows * down), the lowest row first.
    func draw(_ levels: [UInt8], on canvas: inout Canvas, in area: Rect) {
        let height = area.rows * down
        guard !area.isEmpty, levels.count == area.columns * across * height else { return }
        for column in 0..<area.columns {
            for row in 0..<area.rows {
                let cell: Cell
                switch grain {
                case .halfBlocks:
                    let lower = levels[column * height + height - 2 - row * 2]
                    cell = halfBlock(levels[column * height + height - 1 - row * 2], lower)
                case .dots: cell = dots(levels, column, row, height)
                case .shades: cell = shade(levels[column * height + height - 1 - row])
                }
                canvas[area.row + row, area.column + column] = cell
            }
        }
    }

    private func halfBlock(_ upper: UInt8, _ lower: UInt8) -> Cell {
        let (top, bottom) = (colours[Int(upper) * Self.shadeCount / 256], colours[Int(lower) * Self.shadeCount / 256])
        return Cell("▀", CellStyle(foreground: top, background: bottom))
    }

    /// Thresholds of ordered dithering over a cell's dots, (row, column), of 8.
    private static let thresholds: [[Int]] = [[0, 4], [6, 2], [1, 5], [7, 3]]
    private static let bits: [[Int]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

    private func dots(_ levels: [UInt8], _ column: Int, _ row: Int, _ height: Int) -> Cell {
        var pattern = 0
        for dot in 0..<4 {
            for side in 0..<2 {
                let level = Int(levels[(column * 2 + side) * height + height - 1 - row * 4 - dot])
                // of 8 dots, so many are lit at this level; silence lights none
                if level * 9 / 256 > Self.thresholds[dot][side] { pattern |= Self.bits[dot][side] }
            }
        }
        guard pattern != 0 else { return ink.blank }
        return Cell(WaveformShape.braille[pattern], ink[.text])
    }

    private static let blockShades: [Character] = [" ", "·", "░", "▒", "▓", "█"]
    private static let letters: [Character] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]

    private func shade(_ level: UInt8) -> Cell {
        let signs = ink.glyphs == .ascii ? Self.letters : Self.blockShades
        var style = ink[.text]
        if ink.depth != .mono { style.foreground = ink.theme.colour(at: Double(level) / 255) }
        return Cell(signs[Int(level) * signs.count / 256], style)
    }
}
