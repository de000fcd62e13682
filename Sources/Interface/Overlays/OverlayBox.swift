import Terminal

/// A framed part of the screen over the panels.
struct OverlayBox {
    let ink: Ink
    /// With its frame.
    let area: Rect

    /// In the middle, as large as wanted but for a margin.
    init(_ ink: Ink, rows: Int, columns: Int, on size: Size) {
        self.ink = ink
        let (rows, columns) = (min(rows + 2, size.rows), min(columns + 4, size.columns))
        area = Rect(
            row: (size.rows - rows) / 2, column: (size.columns - columns) / 2, rows: max(rows, 0),
            columns: max(columns, 0))
    }

    /// Inside of the frame and a blank column on either side.
    var inner: Rect {
        Rect(
            row: area.row + 1, column: area.column + 2, rows: max(area.rows - 2, 0),
            columns: max(area.columns - 4, 0))
    }

    /// - Parameter foot: in the lower edge, like what closes the box.
    func draw(title: String, foot: String = "", on canvas: inout Canvas) {
        guard area.rows >= 2, area.columns >= 4 else { return }
        canvas.fill(area, with: ink.blank)
        let style = ink[.focusedBorder]
        let (top, bottom) = (area.row, area.row + area.rows - 1)
        let (left, right) = (area.column, area.column + area.columns - 1)
        for column in left...right {
            canvas[top, column] = Cell(ink.marks.horizontal, style)
            canvas[bottom, column] = Cell(ink.marks.horizontal, style)
        }
        for row in top...bottom {
            canvas[row, left] = Cell(ink.marks.vertical, style)
            canvas[row, right] = Cell(ink.marks.vertical, style)
        }
        for (index, place) in [(top, left), (top, right), (bottom, left), (bottom, right)].enumerated() {
            canvas[place.0, place.1] = Cell(ink.marks.corners[index], style)
        }
        if !title.isEmpty {
            canvas.put(" \(title) ", row: top, column: left + 2, width: area.columns - 4, ink[.title], ink)
        }
        if !foot.isEmpty, foot.count + 6 <= area.columns {
            canvas.putRight(" \(foot) ", row: bottom, end: right - 1, width: area.columns - 4, ink[.dim], ink)
        }
    }
}
