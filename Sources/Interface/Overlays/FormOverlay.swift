import Terminal

/// Named values, and a last row that accepts them.
struct FormOverlay {
    let form: Overlay.Form
    let ink: Ink
    let entry: TextEntry?

    private static let labelWidth = 16
    private static let columns = 60

    func draw(on canvas: inout Canvas) {
        // a blank row and the last one
        let rows = form.fields.count + 2
        let box = OverlayBox(ink, rows: rows + 1, columns: Self.columns, on: canvas.size)
        box.draw(title: form.title, on: &canvas)
        let inner = box.inner
        guard inner.rows > 2 else { return }
        let list = Rect(row: inner.row, column: inner.column, rows: inner.rows - 2, columns: inner.columns)
        let window = ListWindow(
            count: form.fields.count, height: list.rows, cursor: min(form.cursor, form.fields.count - 1))
        for (offset, index) in window.rows.enumerated() {
            draw(form.fields[index], isCursor: index == form.cursor, on: &canvas, list.line(offset))
        }
        drawFoot(on: &canvas, inner)
    }

    private func draw(_ field: Overlay.Form.Field, isCursor: Bool, on canvas: inout Canvas, _ line: Rect) {
        let ground: Theme.Role? = isCursor ? .selection : nil
        if isCursor {
            canvas.lay(line, on: ink[.selection])
            canvas[line.row, line.column] = Cell(ink.marks.cursor, ink.style(.accent, on: ground))
        }
        let labelWidth = min(Self.labelWidth, line.columns / 2)
        canvas.put(
            field.label, row: line.row, column: line.column + 2, width: labelWidth - 2, ink.style(.dim, on: ground), ink
        )
        let column = line.column + labelWidth
        let room = line.column + line.columns - column
        if isCursor, let entry {
            var bare = entry
            bare.label = ""
            let place = Rect(row: line.row, column: column, rows: 1, columns: room)
            return EntryField(entry: bare, ink: ink).draw(on: &canvas, in: place, from: 0)
        }
        let role: Theme.Role = field.problem == nil ? .field : .error
        let isChoice = !field.choices.isEmpty && isCursor
        let text = isChoice ? "\(ink.marks.less) \(field.value) \(ink.marks.more)" : field.value
        canvas.put(text, row: line.row, column: column, width: room, ink.style(role, on: ground), ink)
        if !isCursor, field.problem != nil, room > 0 {
            canvas[line.row, column - 1] = Cell(ink.marks.failed, ink.style(.error, on: ground))
        }
    }

    /// The reason against the field, or progress, over the row that accepts.
    private func drawFoot(on canvas: inout Canvas, _ inner: Rect) {
        let last = inner.row + inner.rows - 1
        let current = form.fields.indices.contains(form.cursor) ? form.fields[form.cursor] : nil
        if let problem = current?.problem ?? form.fields.compactMap(\.problem).first {
            canvas.put(
                "\(ink.marks.failed) \(problem)", row: last - 1, column: inner.column, width: inner.columns,
                ink[.error], ink)
        }
        if let progress = form.progress {
            let percent = Formats.percent(progress)
            ProgressBar(ink: ink).draw(
                progress, on: &canvas, row: last, column: inner.column, width: inner.columns - 6)
            canvas.putRight(
                percent, row: last, end: inner.column + inner.columns, width: 5, ink[.text], ink)
            return
        }
        let isHere = form.cursor >= form.fields.count
        let text = "[ \(form.accept) ]"
        let line = Rect(row: last, column: inner.column, rows: 1, columns: inner.columns)
        if isHere { canvas.lay(line, on: ink[.selection]) }
        canvas.putCentred(
            text, row: last, in: line, ink.style(isHere ? .title : .text, on: isHere ? .selection : nil), ink)
        if isHere {
            canvas[last, inner.column] = Cell(ink.marks.cursor, ink.style(.accent, on: .selection))
        }
    }
}
