import Terminal

/// Where the vocal's syllables and the take's notes begin, above and below their difference, and by how much they are
/// apart at the playhead.
struct OnsetLanes {
    let drawing: TimelineDrawing
    let sung: Media.Picture
    let played: Media.Picture

    /// Onsets further apart than this don't belong together, seconds.
    static let together = 0.15

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard area.rows >= 3 else { return }
        let last = area.row + area.rows - 1
        draw(played, drawing.ink.marks.onsetDown, MelDifference.takeRole, row: area.row, on: &canvas, area)
        draw(sung, drawing.ink.marks.onsetUp, MelDifference.vocalRole, row: last, on: &canvas, area)
        if let offset = Self.offset(sung: onsets(sung), played: onsets(played), near: drawing.state.playhead),
            area.rows > 3
        {
            let milliseconds = Int((offset * 1000).rounded())
            drawing.scale(
                (milliseconds > 0 ? "+" : "") + "\(milliseconds)ms", .text, row: area.row + 1, on: &canvas)
        }
    }

    private func onsets(_ picture: Media.Picture) -> [Double] { (picture.mel?.onsets ?? []).map { $0 + picture.start } }

    private func draw(
        _ picture: Media.Picture, _ mark: Character, _ role: Theme.Role, row: Int, on canvas: inout Canvas,
        _ area: Rect
    ) {
        for time in onsets(picture) {
            if let column = drawing.axis.visibleColumn(of: time) {
                canvas[row, area.column + column] = Cell(mark, drawing.ink[role])
            }
        }
    }

    /// Seconds by which the take comes after the vocal: at the vocal's last onset up to a time, or its first.
    static func offset(sung: [Double], played: [Double], near time: Double) -> Double? {
        guard let onset = sung.last(where: { $0 <= time }) ?? sung.first,
            let nearest = played.min(by: { abs($0 - onset) < abs($1 - onset) }), abs(nearest - onset) <= together
        else { return nil }
        return nearest - onset
    }
}
