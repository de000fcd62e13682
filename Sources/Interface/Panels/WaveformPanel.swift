import Signal
import Terminal

/// Minimum, maximum and RMS of the sounds over time.
struct WaveformPanel {
    let drawing: TimelineDrawing

    /// Sounds quieter than this are not drawn any larger, linear.
    private static let leastFullScale: Float = 0.1
    /// Float files may go over full scale; what goes further is cut off.
    private static let mostFullScale: Float = 4
    /// Fewer rows don't hold two sounds.
    private static let rowsForTwo = 6

    func draw(on canvas: inout Canvas) {
        let area = drawing.layout.waveform
        let sounds = area.rows >= Self.rowsForTwo ? drawing.shown : Array(drawing.shown.prefix(1))
        guard !sounds.isEmpty else { return drawEmpty(on: &canvas, area) }
        let full = Self.fullScale(sounds)
        for (sound, part) in zip(sounds, TimelineDrawing.parts(of: area, count: sounds.count)) {
            drawing.label(" " + sound.name, .text, row: part.row, on: &canvas)
            guard let picture = sound.picture else {
                canvas.putCentred(
                    "drawing the waveform", row: part.row + part.rows / 2, in: part, drawing.ink[.dim], drawing.ink)
                continue
            }
            draw(picture, fullScale: full, in: part, on: &canvas)
        }
        WaveformOverlays(drawing: drawing).draw(on: &canvas, area)
    }

    /// The loudest sample of all, so that sounds above each other compare.
    private static func fullScale(_ sounds: [TimelineDrawing.Sound]) -> Float {
        let peaks = sounds.compactMap { $0.picture?.peaks.levels.last }
        let loudest = peaks.map { max(-($0.minimum.first ?? 0), $0.maximum.first ?? 0) }
        return min(max(loudest.filter(\.isFinite).max() ?? 1, leastFullScale), mostFullScale)
    }

    private func draw(_ picture: Media.Picture, fullScale full: Float, in part: Rect, on canvas: inout Canvas) {
        let shape = WaveformShape(picture, drawing.axis, glyphs: drawing.ink.glyphs, fullScale: full)
        shape.draw(on: &canvas, in: part, drawing.ink)
        if part.rows > 2 {
            let top = Formats.decibels(full)
            drawing.scale(Formats.short(top.rounded()) + " dB", row: part.row + part.rows - 1, on: &canvas)
        }
    }

    private func drawEmpty(on canvas: inout Canvas, _ area: Rect) {
        let (state, ink) = (drawing.state, drawing.ink)
        canvas.putCentred(
            state.folder == nil && state.song.vocal == nil ? "No song is open." : "This song has no vocal yet.",
            row: area.row + (area.rows - 1) / 2, in: area, ink[.title], ink)
        canvas.putCentred(drawing.words.noVocal, row: area.row + (area.rows - 1) / 2 + 1, in: area, ink[.dim], ink)
    }
}
