import Signal
import Songs
import Terminal

/// Vocal, stems and master: gain, pan, mute, solo and meters; a row for each, or standing strips where there is room.
struct MixerPanel {
    let scene: Scene
    let ink: Ink

    var title: String { "Mixer" }

    var note: [String] {
        let limiter = scene.state.song.mixer.master.limiterCeiling.map { "limiter \(Formats.fixed($0, 1))" }
        let guides = scene.state.song.guides.map { "\($0.strip) \($0.isKept ? "kept" : "not kept")" }
        return [limiter ?? "limiter off"] + guides
    }

    /// A standing strip's columns, and the rows that it needs.
    private static let stripWidth = 9
    private static let leastHeight = 10

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard !area.isEmpty else { return }
        let strips = scene.state.stripNames.enumerated().map { MixerStrip(scene.state, index: $0.offset, $0.element) }
        if area.rows >= Self.leastHeight, area.columns >= Self.stripWidth * strips.count {
            drawStanding(strips, on: &canvas, area)
        } else {
            drawRows(strips, on: &canvas, area)
        }
    }

    private func drawRows(_ strips: [MixerStrip], on canvas: inout Canvas, _ area: Rect) {
        let window = ListWindow(count: strips.count, height: area.rows, cursor: scene.state.mixerCursor)
        for (offset, index) in window.rows.enumerated() {
            let line = Rect(row: area.row + offset, column: area.column, rows: 1, columns: area.columns)
            MixerRow(strip: strips[index], ink: ink, entry: scene.state.entry).draw(on: &canvas, line)
        }
        let last = area.column + area.columns - 1
        if window.isCutAbove { canvas[area.row, last] = Cell(ink.marks.up, ink[.accent]) }
        if window.isCutBelow { canvas[area.row + area.rows - 1, last] = Cell(ink.marks.down, ink[.accent]) }
        guard area.rows > strips.count + 1, area.columns >= 24 else { return }
        drawScale(on: &canvas, area.row + strips.count, area)
    }

    private func drawScale(on canvas: inout Canvas, _ row: Int, _ area: Rect) {
        let meter = MixerRow.meter(in: area)
        guard meter.columns >= 8 else { return }
        var free = meter.column
        for decibels in [-48.0, -24, -12, 0] {
            let share = LevelMeter.share(decibels: decibels)
            let text = Formats.short(decibels)
            let end = min(meter.column + Int(share * Double(meter.columns)) + 1, meter.column + meter.columns)
            guard end - text.count >= free else { continue }
            canvas.putRight(text, row: row, end: end, width: text.count, ink[.dim], ink)
            free = end + 1
        }
    }

    private func drawStanding(_ strips: [MixerStrip], on canvas: inout Canvas, _ area: Rect) {
        let width = min(area.columns / max(strips.count, 1), Self.stripWidth + 5)
        for (index, strip) in strips.enumerated() {
            let part = Rect(row: area.row, column: area.column + index * width, rows: area.rows, columns: width)
            StandingStrip(strip: strip, ink: ink, entry: scene.state.entry).draw(on: &canvas, part)
        }
    }
}
