import Recipes
import Terminal

/// What the next take will be made with, and what of it differs from the take it began from.
struct RecipePanel {
    let scene: Scene
    let ink: Ink

    var title: String {
        let song = scene.state.song
        let isOne = song.systemLanes.count == 1 && song.lane.id == song.recipeLane.id
        return isOne ? "Recipe" : "Recipe of \(NarrowText.clean(song.recipeLane.name, ink))"
    }

    var note: [String] {
        let state = scene.state
        guard let parent = state.parentRecipe else { return [] }
        // the seed counts up by itself
        let isDirty = state.parameters.contains {
            $0.id != Parameter.seed.id && $0.differs(state.song.recipe, parent.recipe)
        }
        return isDirty ? ["\(ink.marks.changed) changed", "from #\(parent.take)"] : ["as #\(parent.take)"]
    }

    /// Columns: mark, label, value.
    private static let labelWidth = 10
    /// Narrower columns cut labels.
    private static let labelled = 18
    /// Narrower columns hold no value.
    private static let columnWidth = 19
    /// Wider panels have room for explanations.
    private static let explained = 52
    private static let valueWidth = 16

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard !area.isEmpty else { return }
        let parameters = scene.state.parameters
        let cursor = parameters.firstIndex { $0.id == scene.state.recipeCursor } ?? 0
        // two columns when one has no room for all
        let columns = area.rows < parameters.count && area.columns >= Self.columnWidth * 2 ? 2 : 1
        let perColumn = (parameters.count + columns - 1) / columns
        let window = ListWindow(count: perColumn, height: area.rows, cursor: cursor % perColumn)
        for column in 0..<columns {
            let left = area.column + area.columns * column / columns
            let width = area.column + area.columns * (column + 1) / columns - left
            for (offset, place) in window.rows.enumerated() {
                let index = column * perColumn + place
                guard index < parameters.count else { continue }
                let line = Rect(row: area.row + offset, column: left, rows: 1, columns: width)
                draw(parameters[index], isCursor: index == cursor, on: &canvas, line)
            }
        }
        // on the line to the next panel, where no row is covered
        let last = area.column + area.columns
        if window.isCutAbove { canvas[area.row, last] = Cell(ink.marks.up, ink[.accent]) }
        if window.isCutBelow { canvas[area.row + area.rows - 1, last] = Cell(ink.marks.down, ink[.accent]) }
        drawSystem(on: &canvas, area, below: perColumn)
    }

    private func draw(_ parameter: Parameter, isCursor: Bool, on canvas: inout Canvas, _ line: Rect) {
        let state = scene.state
        let row = RecipeRow(parameter, state)
        let isSelected = isCursor && state.focus == .recipe
        let ground: Theme.Role? = isSelected ? .selection : nil
        if isSelected { canvas.lay(line, on: ink[.selection]) }
        if isCursor { canvas[line.row, line.column] = Cell(ink.marks.cursor, ink.style(.accent, on: ground)) }
        let labelWidth = line.columns >= Self.labelled ? Self.labelWidth : line.columns / 2
        canvas.put(
            row.label, row: line.row, column: line.column + 1, width: labelWidth - 1, ink.style(.dim, on: ground), ink)
        var column = line.column + labelWidth
        let end = line.column + line.columns
        if isSelected, let entry = state.entry {
            var bare = entry
            bare.label = ""
            let field = Rect(row: line.row, column: column, rows: 1, columns: end - column)
            return EntryField(entry: bare, ink: ink).draw(on: &canvas, in: field, from: 0)
        }
        if row.isChanged { canvas[line.row, column] = Cell(ink.marks.changed, ink.style(.changed, on: ground)) }
        column += 1
        let isExplained = line.columns >= Self.explained
        let room = max(isExplained ? min(Self.valueWidth, end - column) : end - column, 0)
        let role: Theme.Role = row.isChanged ? .changed : row.isHeard ? .dim : .field
        // where it stands out that arrows change it, without moving the value
        let shown =
            isSelected && row.value.count + 4 <= room
            ? "\(ink.marks.less) \(row.value) \(ink.marks.more)" : row.value
        canvas.put(shown, row: line.row, column: column, width: room, ink.style(role, on: ground), ink)
        guard isExplained else { return }
        column += Self.valueWidth + 1
        canvas.put(
            row.explanation, row: line.row, column: column, width: end - column, ink.style(.dim, on: ground), ink)
    }

    /// What the system says of itself, where rows are left.
    private func drawSystem(on canvas: inout Canvas, _ area: Rect, below used: Int) {
        guard area.rows >= used + 2, area.columns < Self.explained else { return }
        let row = RecipeRow(scene.state.parameter, scene.state)
        let lines = NarrowText.wrap(NarrowText.clean(row.explanation, ink), area.columns - 2)
        for (index, line) in lines.prefix(area.rows - used - 1).enumerated() {
            canvas.put(
                line, row: area.row + used + 1 + index, column: area.column + 1, width: area.columns - 2, ink[.dim],
                ink)
        }
    }
}
