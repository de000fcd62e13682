import Terminal

/// A line of text being typed, where it is typed.
struct EntryField {
    let entry: TextEntry
    let ink: Ink

    /// Columns that an empty field keeps for what will be typed.
    private static let room = 6

    /// - Parameter from: columns from the area's left edge, as far as the field fits there.
    func draw(on canvas: inout Canvas, in area: Rect, from column: Int) {
        guard !area.isEmpty else { return }
        let label = entry.label.isEmpty ? "" : NarrowText.clean(entry.label, ink) + " "
        let text = NarrowText.clean(entry.text, ink)
        let wanted = label.count + max(text.count + 1, Self.room)
        let width = min(wanted, area.columns)
        let start = area.column + max(min(column, area.columns - width), 0)
        // the label gives way to what is typed
        let labelWidth = min(label.count, max(width - Self.room, 0))
        let fieldWidth = width - labelWidth
        let role: Theme.Role = entry.problem == nil ? .field : .error
        canvas.write(label, row: area.row, column: start, style: ink[.accent], width: labelWidth)
        let cursor = min(max(entry.cursor, 0), text.count)
        // scrolled so that the cursor shows
        let first = max(cursor - fieldWidth + 1, 0)
        let shown = String(text.dropFirst(first).prefix(fieldWidth))
        var style = ink[role]
        style.isUnderlined = true
        // what the first letter replaces
        style.isReversed = entry.isSelected
        canvas.write(
            shown + String(repeating: " ", count: max(fieldWidth - shown.count, 0)), row: area.row,
            column: start + labelWidth, style: style, width: fieldWidth)
        let place = start + labelWidth + cursor - first
        var under = ink[.cursor]
        under.isReversed = ink.depth == .mono
        canvas[area.row, place] = Cell(cursor < text.count ? canvas[area.row, place].character : " ", under)
        canvas.cursor = (area.row, place)
    }
}
