import Music
import Songs
import Terminal

/// Chords where they begin, cut by none: one that has no room is told by the sign for more.
struct ChordRow {
    let drawing: TimelineDrawing
    let sheet: SongSheet

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard !area.isEmpty else { return }
        let ink = drawing.ink
        let locked = Set(sheet.lockedChords.map(\.start))
        var free = 0
        for span in sheet.leadSheet.chords {
            guard span.end > span.start, let columns = drawing.axis.visibleColumns(of: span.start..<span.end)
            else { continue }
            let isLocked = locked.contains(span.start)
            let isUnsure = !isLocked && span.confidence < LeadSheetPanel.sureness
            let name = span.chord?.description ?? "N"
            let text = name + (isLocked ? String(ink.marks.locked) : isUnsure ? "?" : "")
            let role: Theme.Role =
                isLocked ? .lockedChord : isUnsure ? .uncertain : span.chord == nil ? .dim : .chord
            let column = columns.lowerBound
            if column >= free, text.count <= columns.count || columns.upperBound == area.columns {
                canvas.put(
                    text, row: area.row, column: area.column + column, width: area.columns - column, ink[role], ink)
                free = min(column + text.count, area.columns)
            } else if column >= free {
                // too narrow for its name
                let shown = NarrowText.fit(text, columns.count, ink)
                canvas.write(shown, row: area.row, column: area.column + column, style: ink[role])
                free = column + shown.count
            }
        }
    }
}
