import Terminal

/// When a strip sounds: its waveform over the whole song in one row, and where the playhead is.
struct StripShape {
    /// Seconds.
    let span: Range<Double>
    let playhead: Double
    let ink: Ink

    /// Quieter sounds are not drawn any larger, linear.
    private static let leastFullScale: Float = 0.02

    func draw(_ picture: Media.Picture, on canvas: inout Canvas, _ area: Rect) {
        let length = span.upperBound - span.lowerBound
        guard !area.isEmpty, length > 0 else { return }
        let axis = TimeAxis(
            start: span.lowerBound, secondsPerColumn: length / Double(area.columns), columns: area.columns)
        let loudest = picture.peaks.levels.last.map { max(-($0.minimum.first ?? 0), $0.maximum.first ?? 0) } ?? 0
        WaveformShape(
            picture, axis, glyphs: ink.glyphs,
            fullScale: loudest.isFinite ? max(loudest, Self.leastFullScale) : 1
        ).draw(on: &canvas, in: area, ink)
        guard let column = axis.visibleColumn(of: playhead) else { return }
        canvas[area.row, area.column + column] = Cell(ink.marks.playhead, ink[.playhead])
    }
}
