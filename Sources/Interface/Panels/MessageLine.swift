import Terminal

/// One sentence: what is wrong with what is typed, a message, why there is no engine or no sound; else where the song
/// is kept.
struct MessageLine {
    let scene: Scene
    let ink: Ink

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard !area.isEmpty else { return }
        let (sign, text, role) = sentence
        var column = area.column
        if let sign {
            canvas[area.row, column] = Cell(sign, ink[role])
            column += 2
        }
        let width = area.column + area.columns - column
        let lines = NarrowText.wrap(NarrowText.clean(text, ink), width)
        // what is told is read whole: it grows over the panels; where the song is kept is cut
        guard sign != nil, lines.count > 1 else {
            canvas.put(text, row: area.row, column: column, width: width, ink[role], ink)
            return
        }
        let shown = min(lines.count, min(Self.mostLines, area.row))
        let top = area.row - shown + 1
        for (index, line) in lines.prefix(shown).enumerated() {
            let row = Rect(row: top + index, column: area.column, rows: 1, columns: area.columns)
            canvas.fill(row, with: ink.blank)
            let rest = index == shown - 1 ? lines[index...].joined(separator: " ") : line
            canvas.put(rest, row: row.row, column: column, width: width, ink[role], ink)
        }
        if let sign { canvas[top, area.column] = Cell(sign, ink[role]) }
    }

    private static let mostLines = 6

    private var sentence: (Character?, String, Theme.Role) {
        let state = scene.state
        if let problem = state.entry?.problem { return (ink.marks.failed, problem, .error) }
        if let failure = state.recorder?.failure { return (ink.marks.failed, failure, .error) }
        if let message = state.message {
            switch message.kind {
            case .info: return (ink.marks.info, message.text, .info)
            case .warning: return (ink.marks.warning, message.text, .warning)
            case .error: return (ink.marks.failed, message.text, .error)
            }
        }
        if case .unavailable(let reason) = state.engine { return (ink.marks.warning, reason, .warning) }
        if case .silent(let reason) = state.deck.output { return (ink.marks.warning, reason, .warning) }
        var parts: [String] = []
        if let folder = state.folder { parts.append(folder.path) }
        if let undo = state.undoTitle { parts.append("undo: \(undo)") }
        if let redo = state.redoTitle { parts.append("redo: \(redo)") }
        return (nil, parts.joined(separator: "  "), .dim)
    }
}
