import Terminal

/// What lies over the waveform: the loop's ground, section marks, the playhead.
struct WaveformOverlays {
    let drawing: TimelineDrawing

    func draw(on canvas: inout Canvas, _ area: Rect) {
        if let loop = drawing.loop {
            canvas.lay(
                Rect(row: area.row, column: area.column + loop.lowerBound, rows: area.rows, columns: loop.count),
                on: drawing.ink.depth == .mono ? .plain : drawing.ink[.loop])
            drawEdges(on: &canvas, area)
        }
        drawSections(on: &canvas, area)
        drawing.drawPlayhead(on: &canvas, area)
    }

    /// Brackets at the loop's ends, in the lowest row, so that it shows without colours.
    private func drawEdges(on canvas: inout Canvas, _ area: Rect) {
        guard let span = drawing.state.song.loop, !area.isEmpty, let loop = drawing.loop else { return }
        let style = drawing.ink[drawing.state.song.isLooping ? .loop : .dim]
        let row = area.row + area.rows - 1
        if drawing.axis.visibleColumn(of: span.lowerBound) == loop.lowerBound {
            canvas[row, area.column + loop.lowerBound] = Cell(drawing.ink.marks.loopStart, style)
        }
        if drawing.axis.visibleColumn(of: span.upperBound) != nil {
            canvas[row, area.column + loop.upperBound - 1] = Cell(drawing.ink.marks.loopEnd, style)
        }
    }

    private func drawSections(on canvas: inout Canvas, _ area: Rect) {
        let ink = drawing.ink
        let marks = drawing.state.song.marks.compactMap { mark in
            drawing.axis.visibleColumn(of: mark.time).map { (column: $0, name: mark.name) }
        }
        for (index, mark) in marks.enumerated() {
            for row in 0..<area.rows {
                var style = ink[.section]
                style.background = canvas[area.row + row, area.column + mark.column].style.background
                canvas[area.row + row, area.column + mark.column] = Cell(ink.marks.section, style)
            }
            let next = index + 1 < marks.count ? marks[index + 1].column : area.columns
            // a letter alone says nothing
            guard next - mark.column - 1 >= min(mark.name.count, 4) else { continue }
            canvas.put(
                mark.name, row: area.row, column: area.column + mark.column + 1, width: next - mark.column - 1,
                ink[.section], ink)
        }
    }
}

extension TimelineDrawing {
    /// A line through an area, keeping the ground.
    /// - Parameter keepsText: lets what is written stand, in the playhead's look.
    func drawPlayhead(on canvas: inout Canvas, _ area: Rect, keepsText: Bool = false) {
        guard let playhead, playhead < area.columns else { return }
        for row in 0..<area.rows {
            let (row, column) = (area.row + row, area.column + playhead)
            var style = ink[.playhead]
            if let ground = canvas[row, column].style.background { style.background = ground }
            let written = canvas[row, column].character
            canvas[row, column] = Cell(keepsText && written != " " ? written : ink.marks.playhead, style)
        }
    }
}
