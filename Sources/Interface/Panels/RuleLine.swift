import Terminal

/// The rule over the lower panels with their titles in it, and the lines between them.
struct RuleLine {
    let ink: Ink
    let layout: Layout

    struct Title {
        var area: Rect
        var title: String
        /// Stands behind the title, dimmed; as much of it as fits.
        var note: [String]
        var isFocused: Bool
    }

    func draw(_ titles: [Title], on canvas: inout Canvas) {
        let (row, border) = (layout.rule.row, ink[.border])
        for column in 0..<layout.rule.columns {
            canvas[row, column] = Cell(ink.marks.horizontal, border)
        }
        for title in titles.dropFirst() {
            let column = title.area.column - 1
            canvas[row, column] = Cell(ink.marks.teeDown, border)
            for line in title.area.row..<title.area.row + title.area.rows {
                canvas[line, column] = Cell(ink.marks.vertical, border)
            }
        }
        for title in titles { draw(title, on: &canvas, row) }
    }

    private func draw(_ title: Title, on canvas: inout Canvas, _ row: Int) {
        let style = ink[title.isFocused ? .focusedBorder : .title]
        // the focus is a sign, never a colour alone
        let mark = title.isFocused ? String(ink.marks.cursor) : " "
        let end = title.area.column + title.area.columns
        var column = canvas.put(
            mark + title.title + " ", row: row, column: title.area.column, width: title.area.columns, style, ink)
        for (index, part) in title.note.enumerated() {
            let text = (index == 0 ? "" : "\(ink.marks.separator) ") + part + " "
            guard column + text.count <= end else { return }
            column = canvas.put(text, row: row, column: column, width: text.count, ink[.dim], ink)
        }
    }
}
