import Terminal

/// Keys and what they do now, as many as fit, none cut.
struct HintsLine {
    let hints: [Scene.Hint]
    let ink: Ink

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard !area.isEmpty else { return }
        var column = area.column
        let end = area.column + area.columns
        for hint in hints {
            let (key, title) = (NarrowText.clean(hint.key, ink), NarrowText.clean(hint.title, ink))
            let gap = column > area.column ? 2 : 0
            let width = key.count + 1 + title.count
            // one that is too long must not hide shorter ones behind it
            guard column + gap + width <= end else { continue }
            column = canvas.write(key, row: area.row, column: column + gap, style: ink[.hintKey]) + 1
            column = canvas.write(title, row: area.row, column: column, style: ink[.hint])
        }
    }
}
