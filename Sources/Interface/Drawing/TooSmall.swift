import Terminal

/// What a screen says that is too small for the panels.
struct TooSmall {
    let ink: Ink

    static func sentence(_ size: Size) -> String {
        let (least, good) = (Layout.minimum, Layout.comfortable)
        return "Backline needs \(least.columns) x \(least.rows), better \(good.columns) x \(good.rows); "
            + "this terminal is \(size.columns) x \(size.rows)."
    }

    func draw(on canvas: inout Canvas) {
        let size = canvas.size
        let lines = NarrowText.wrap(Self.sentence(size), size.columns)
        let first = max((size.rows - lines.count) / 2, 0)
        let area = Rect(row: 0, column: 0, rows: size.rows, columns: size.columns)
        for (index, line) in lines.enumerated() where first + index < size.rows {
            canvas.putCentred(line, row: first + index, in: area, ink[.text], ink)
        }
    }
}
