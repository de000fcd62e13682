import Signal
import Songs
import Terminal

/// Vocal, stems and master: gain, pan, mute, solo and meters; a row for each, or standing strips where there is room.
struct MixerPanel {
    let scene: Scene
    let ink: Ink

    var title: String { "Mixer" }

    var note: [String] {
        let limiter = scene.state.song.master.limiterCeiling.map { "limiter \(Formats.fixed($0, 1))" }
        let guides = scene.state.song.lanes.filter { $0.guide != nil }.map {
            "\($0.name) \($0.isKept ? "kept" : "not kept")"
        }
        return news + [limiter ?? "limiter off"] + guides
    }

    /// What guides are being played, and which are left behind.
    private var news: [String] {
        let state = scene.state
        if let kind = state.guideInMaking { return ["playing \(kind.rawValue)"] }
        return state.song.lanes.filter { state.outOfDate.contains($0.id) }.map { "\($0.name) outdated" }
    }

    /// A standing strip's columns, and the rows that it needs.
    private static let stripWidth = 9
    private static let leastHeight = 10

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard !area.isEmpty else { return }
        let strips = scene.state.mixerTargets.enumerated().map { MixerStrip(scene.state, index: $0.offset, $0.element) }
        if area.rows >= Self.leastHeight, area.columns >= Self.stripWidth * strips.count {
            drawStanding(strips, on: &canvas, area)
        } else {
            drawRows(strips, on: &canvas, area)
        }
    }

    private func drawRows(_ strips: [MixerStrip], on canvas: inout Canvas, _ area: Rect) {
        let window = ListWindow(count: strips.count, height: area.rows, cursor: scene.state.mixerCursor)
        // a second row for each guide, where all have room
        let guides = strips.count { $0.guide != nil }
        let hasDetails = guides > 0 && area.rows > strips.count + guides
        var row = area.row
        for index in window.rows {
            let line = Rect(row: row, column: area.column, rows: 1, columns: area.columns)
            MixerRow(strip: strips[index], ink: ink, entry: scene.state.entry).draw(on: &canvas, line)
            row += 1
            guard hasDetails, let guide = strips[index].guide else { continue }
            drawDetails(guide, strips[index].picture, on: &canvas, row: row, area)
            row += 1
        }
        let last = area.column + area.columns - 1
        if window.isCutAbove { canvas[area.row, last] = Cell(ink.marks.up, ink[.accent]) }
        if window.isCutBelow { canvas[area.row + area.rows - 1, last] = Cell(ink.marks.down, ink[.accent]) }
        guard area.row + area.rows > row + 1, area.columns >= 24 else { return }
        drawScale(on: &canvas, row, area)
    }

    /// Who plays, and when.
    private func drawDetails(
        _ guide: GuidePart, _ picture: Media.Picture?, on canvas: inout Canvas, row: Int, _ area: Rect
    ) {
        let meter = MixerRow.meter(in: area)
        canvas.put(
            NarrowText.clean(guide.instrument, ink), row: row, column: area.column + 2,
            width: meter.column - area.column - 3, ink[.dim], ink)
        guard let picture, meter.columns > 0 else { return }
        var place = meter
        place.row = row
        shape.draw(picture, on: &canvas, place)
    }

    private var shape: StripShape { StripShape(span: scene.state.songSpan, playhead: scene.state.playhead, ink: ink) }

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
            let isShaped = area.rows > Self.leastHeight && !scene.state.song.guides.isEmpty
            StandingStrip(
                strip: strip, ink: ink, entry: scene.state.entry, shape: isShaped ? shape : nil
            ).draw(on: &canvas, part)
        }
    }
}
