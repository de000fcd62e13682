import Terminal

/// Times above the waveform, with the loop's brackets and the playhead's foot.
struct RulerPanel {
    let drawing: TimelineDrawing

    /// Distances of ticks that people count in, seconds.
    private static let steps: [Double] = [
        0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600,
    ]
    /// Columns that a tick and its label want for themselves.
    private static let spacing = 10.0

    func draw(on canvas: inout Canvas) {
        let (ink, area, axis) = (drawing.ink, drawing.layout.ruler, drawing.axis)
        let isFocused = drawing.state.focus == .timeline
        drawing.label(
            (isFocused ? String(ink.marks.cursor) : " ") + "Time", isFocused ? .focusedBorder : .title, row: area.row,
            on: &canvas)
        drawTicks(on: &canvas, area, axis)
        if let loop = drawing.loop, let span = drawing.state.song.loop {
            let isOn = drawing.state.song.isLooping
            canvas.lay(
                Rect(row: area.row, column: area.column + loop.lowerBound, rows: 1, columns: loop.count),
                on: ink[.loop])
            let style = isOn ? ink[.loop] : ink[.dim]
            if axis.visibleColumn(of: span.lowerBound) == loop.lowerBound {
                canvas[area.row, area.column + loop.lowerBound] = Cell(ink.marks.loopStart, style)
            }
            if axis.visibleColumn(of: span.upperBound) != nil {
                canvas[area.row, area.column + loop.upperBound - 1] = Cell(ink.marks.loopEnd, style)
            }
        }
        if let playhead = drawing.playhead {
            canvas[area.row, area.column + playhead] = Cell(ink.marks.playheadTop, ink[.playhead])
        }
    }

    private func drawTicks(on canvas: inout Canvas, _ area: Rect, _ axis: TimeAxis) {
        let wanted = axis.secondsPerColumn * Self.spacing
        let step = Self.steps.first { $0 >= wanted } ?? wanted
        let first = (max(axis.start, 0) / step).rounded(.up)
        let brackets = drawing.loop.map { [$0.lowerBound, $0.upperBound - 1] } ?? []
        for offset in 0...axis.columns {
            let time = (first + Double(offset)) * step
            guard let column = axis.visibleColumn(of: time) else { break }
            canvas[area.row, area.column + column] = Cell(drawing.ink.marks.tick, drawing.ink[.border])
            let label = Formats.tick(time, step: step)
            let place = column..<column + 1 + label.count
            // cut by a bracket, a label would tell another time
            if place.upperBound <= area.columns, !brackets.contains(where: place.contains) {
                canvas.write(
                    label, row: area.row, column: area.column + column + 1, style: drawing.ink[.dim])
            }
        }
    }
}
