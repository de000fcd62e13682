import Songs
import Terminal

/// The takes and, under them, those on their way.
struct TakesPanel {
    let scene: Scene
    let ink: Ink

    var title: String {
        let song = scene.state.song
        return song.accompaniment.count > 1 ? "Takes of \(NarrowText.clean(song.lane.name, ink))" : "Takes"
    }

    /// What the rule says beside the title.
    var note: [String] {
        let state = scene.state
        var parts: [String] = []
        if !state.song.takes.isEmpty { parts.append("\(state.song.takes.count)") }
        let running = state.laneJobs.first { if case .running = $0.phase { true } else { false } }
        if let running, case .running(let progress) = running.phase {
            parts.append(
                "#\(running.id) \(running.isEndless ? "on and on" : Formats.percent(progress.fraction))")
        }
        let queued = state.laneJobs.count { $0.phase == .queued }
        if queued > 0 { parts.append("\(queued) queued") }
        return parts
    }

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard !area.isEmpty else { return }
        let state = scene.state
        let count = state.takeRowCount
        guard count > 0 else { return drawEmpty(on: &canvas, area) }
        let columns = TakeColumns(takes: state.song.takes, width: area.columns, ink: ink)
        // a heading only where it takes no take's place
        let hasHeading = area.rows > 6 && area.columns >= 44 && !state.song.takes.isEmpty
        let jobRows = JobRows(ink: ink)
        let list = Rect(
            row: area.row + (hasHeading ? 1 : 0), column: area.column, rows: area.rows - (hasHeading ? 1 : 0),
            columns: area.columns)
        if hasHeading { columns.drawHeading(on: &canvas, area.line(0)) }
        let window = ListWindow(count: count, height: list.rows, cursor: state.takesCursor)
        // what is left over under the list goes to the jobs' second rows
        var spare = list.rows - window.rows.count
        var row = list.row
        for index in window.rows {
            let isSelected = index == state.takesCursor && state.focus == .takes
            let line = Rect(row: row, column: list.column, rows: 1, columns: list.columns)
            if isSelected { canvas.lay(line, on: ink[.selection]) }
            row += 1
            if index < state.song.takes.count {
                columns.draw(
                    state.song.takes[index], state, isSelected: isSelected,
                    isCursor: index == state.takesCursor, on: &canvas, line)
            } else {
                let job = state.laneJobs[index - state.song.takes.count]
                let details = jobRows.draw(
                    job, isSelected: isSelected, isCursor: index == state.takesCursor, spare: spare, on: &canvas, line)
                row += details
                spare -= details
            }
            if isSelected, let entry = state.entry {
                // what stands behind it would pass for typed
                canvas.put(
                    String(repeating: " ", count: line.columns), row: line.row, column: line.column,
                    width: line.columns, ink[.text], ink)
                EntryField(entry: entry, ink: ink).draw(on: &canvas, in: line, from: 2)
            }
        }
        drawCuts(window, on: &canvas, list)
    }

    private func drawCuts(_ window: ListWindow, on canvas: inout Canvas, _ list: Rect) {
        // on the line to the next panel, where no row is covered
        let column = list.column + list.columns
        if window.isCutAbove { canvas[list.row, column] = Cell(ink.marks.up, ink[.accent]) }
        if window.isCutBelow { canvas[list.row + list.rows - 1, column] = Cell(ink.marks.down, ink[.accent]) }
    }

    private func drawEmpty(on canvas: inout Canvas, _ area: Rect) {
        let state = scene.state
        let words = KeyWords(scene.keys)
        var lines = ["No takes yet."]
        if case .instrument(let kind, let instrument) = state.song.lane.player {
            let what = kind == .played ? "what was played" : "the \(kind.rawValue)"
            lines = [NarrowText.clean(instrument, ink), "plays \(what)", words.playsAnew]
        } else if state.song.vocal != nil {
            lines.append(words.noTakes)
            if case .loading = state.engine { lines.append("(the engine still loads)") }
        }
        if state.focus == .takes, let entry = state.entry {
            EntryField(entry: entry, ink: ink).draw(on: &canvas, in: area.line(0), from: 2)
            lines = []
        }
        let first = area.row + max((area.rows - lines.count) / 2, 0)
        for (index, line) in lines.prefix(area.rows).enumerated() {
            canvas.putCentred(line, row: first + index, in: area, ink[index == 0 ? .text : .dim], ink)
        }
    }
}
