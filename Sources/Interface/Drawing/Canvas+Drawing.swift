import Terminal

extension Canvas {
    /// Writes text that came from anywhere: cleaned, and cut with a sign where it does not fit.
    /// - Returns: the column after the text.
    @discardableResult
    mutating func put(
        _ text: some StringProtocol, row: Int, column: Int, width: Int, _ style: CellStyle, _ ink: Ink
    ) -> Int {
        guard width > 0 else { return column }
        return write(
            NarrowText.fit(NarrowText.clean(text, ink), width, ink), row: row, column: column, style: style,
            width: width)
    }

    /// The same, ending at a column.
    mutating func putRight(
        _ text: some StringProtocol, row: Int, end: Int, width: Int, _ style: CellStyle, _ ink: Ink
    ) {
        let shown = NarrowText.fit(NarrowText.clean(text, ink), width, ink)
        write(shown, row: row, column: end - shown.count, style: style, width: width)
    }

    /// The same, in the middle of an area's row.
    mutating func putCentred(_ text: some StringProtocol, row: Int, in area: Rect, _ style: CellStyle, _ ink: Ink) {
        let shown = NarrowText.fit(NarrowText.clean(text, ink), area.columns, ink)
        write(
            shown, row: row, column: area.column + (area.columns - shown.count) / 2, style: style, width: area.columns)
    }

    /// Lets a row or an area lie on another ground, keeping what is written.
    mutating func lay(_ area: Rect, on ground: CellStyle) {
        for row in max(area.row, 0)..<max(min(area.row + area.rows, size.rows), max(area.row, 0)) {
            let columns = max(area.column, 0)..<max(min(area.column + area.columns, size.columns), max(area.column, 0))
            for column in columns {
                var cell = self[row, column]
                if let background = ground.background { cell.style.background = background }
                if ground.isReversed {
                    cell.style.isReversed = true
                    cell.style.isDim = false
                }
                self[row, column] = cell
            }
        }
    }
}
