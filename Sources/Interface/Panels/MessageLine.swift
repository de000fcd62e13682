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
        canvas.put(text, row: area.row, column: column, width: area.columns - column, ink[role], ink)
    }

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
