import Terminal

/// A question with its two answers.
struct QuestionOverlay {
    let question: Overlay.Question
    let ink: Ink

    private static let columns = 56

    func draw(on canvas: inout Canvas) {
        let room = max(min(Self.columns, canvas.size.columns - 4), 1)
        let lines = NarrowText.wrap(NarrowText.clean(question.text, ink), room)
        let box = OverlayBox(ink, rows: lines.count + 2, columns: room, on: canvas.size)
        box.draw(title: "", on: &canvas)
        let inner = box.inner
        for (index, line) in lines.enumerated() where index < inner.rows - 1 {
            canvas.put(line, row: inner.row + index, column: inner.column, width: inner.columns, ink[.text], ink)
        }
        guard inner.rows > 1 else { return }
        let row = inner.row + inner.rows - 1
        let area = Rect(row: row, column: inner.column, rows: 1, columns: inner.columns)
        var answers = Segments(ink, gap: 3)
        answers.add("y \(question.yes)", .hintKey, rank: 0, shrinksTo: 3)
        answers.add("n \(question.no)", .hintKey, rank: 0, shrinksTo: 3)
        answers.draw(on: &canvas, in: area)
    }
}
