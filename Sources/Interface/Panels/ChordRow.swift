import Music
import Songs
import Terminal

/// Chords where they begin; one that has no room is told by the sign for more.
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
            let isUnsure = !isLocked && span.confidence < LeadSheetWords.sureness
            let name = span.chord?.description ?? "N"
            let text = name + (isLocked ? String(ink.marks.locked) : isUnsure ? "?" : "")
            let role: Theme.Role =
                isLocked ? .lockedChord : isUnsure ? .uncertain : span.chord == nil ? .dim : .chord
            let column = columns.lowerBound
            guard column >= free else { continue }
            // a blank before the next chord, but for the last one on the screen
            let room = columns.upperBound == area.columns ? columns.count : columns.count - 1
            let shown = NarrowText.fit(text, max(room, 1), ink)
            canvas.write(shown, row: area.row, column: area.column + column, style: ink[role])
            // signs for more side by side say no more than one
            free = room < 1 ? column + 2 : column + shown.count
        }
    }
}
