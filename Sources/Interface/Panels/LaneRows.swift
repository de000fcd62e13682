import Songs
import Terminal

/// All lanes under the waveform, a thin row each: what sounds in it and when. The cursor's is marked; there are none
/// while the song has one lane only.
struct LaneRows {
    let drawing: TimelineDrawing

    func draw(on canvas: inout Canvas) {
        let (state, ink, area) = (drawing.state, drawing.ink, drawing.layout.lanes)
        guard !area.isEmpty else { return }
        let lanes = state.song.accompaniment
        let cursor = lanes.firstIndex { $0.id == state.song.lane.id } ?? 0
        let window = ListWindow(count: lanes.count, height: area.rows, cursor: cursor)
        for (offset, index) in window.rows.enumerated() {
            draw(lanes[index], isCursor: index == cursor, on: &canvas, area.line(offset))
        }
        let edge = area.column + area.columns - 1
        if window.isCutAbove { canvas[area.row, edge] = Cell(ink.marks.up, ink[.accent]) }
        if window.isCutBelow { canvas[area.row + area.rows - 1, edge] = Cell(ink.marks.down, ink[.accent]) }
    }

    private func draw(_ lane: Lane, isCursor: Bool, on canvas: inout Canvas, _ line: Rect) {
        let (state, ink, gutter) = (drawing.state, drawing.ink, drawing.layout.gutter)
        let someAreSoloed = state.song.lanes.contains(where: \.strip.isSoloed)
        let isSilent = lane.strip.isMuted || someAreSoloed && !lane.strip.isSoloed
        let flag = lane.strip.isMuted ? "M" : lane.strip.isSoloed ? "S" : ""
        if isCursor { canvas[line.row, gutter.column] = Cell(ink.marks.cursor, ink[.accent]) }
        canvas.put(
            NarrowText.clean(lane.name, ink), row: line.row, column: gutter.column + 1,
            width: gutter.columns - 1 - (flag.isEmpty ? 0 : 2), ink[isSilent ? .dim : .text], ink)
        drawing.scale(flag, lane.strip.isMuted ? .warning : .changed, row: line.row, on: &canvas)
        if let picture = picture(of: lane) {
            LevelRow(ink: ink).draw(
                picture, drawing.axis, isSilent ? .dim : .waveformRMS, on: &canvas, in: line)
        } else {
            canvas.put(words(lane), row: line.row, column: line.column + 1, width: line.columns - 2, ink[.dim], ink)
        }
        if let progress = progress(of: lane) {
            canvas.putRight(
                " " + progress, row: line.row, end: line.column + line.columns, width: progress.count + 1, ink[.accent],
                ink)
        }
        if let playhead = drawing.playhead {
            canvas[line.row, line.column + playhead] = Cell(ink.marks.playhead, ink[.playhead])
        }
    }

    private func picture(of lane: Lane) -> Media.Picture? {
        let media = drawing.state.media
        return lane.kind == nil
            ? lane.active.flatMap { media.takes[$0] } : lane.part.flatMap { _ in media.guides[lane.id] }
    }

    /// Of the take that is being made for it.
    private func progress(of lane: Lane) -> String? {
        for job in drawing.state.jobs where job.lane == lane.id {
            if case .running(let progress) = job.phase {
                return job.isEndless ? "on" : Formats.percent(progress.fraction)
            }
        }
        return nil
    }

    private func words(_ lane: Lane) -> String {
        let jobs = drawing.state.jobs.filter { $0.lane == lane.id }.count
        if lane.active != nil || lane.part != nil { return "drawing the waveform" }
        if jobs > 0 { return jobs == 1 ? "a take is being made" : "\(jobs) takes are being made" }
        if lane.kind != nil { return "nothing is played yet" }
        switch lane.takes.count {
        case 0: return "no takes yet"
        case 1: return "silent: 1 take"
        default: return "silent: \(lane.takes.count) takes"
        }
    }
}
