import Recipes
import Songs
import Terminal

/// A take on its way: a bar, what is being computed, how long it takes; or why it failed.
struct JobRows {
    let ink: Ink

    /// - Parameter spare: rows under the line that it may use.
    /// - Returns: how many of them it used.
    func draw(
        _ job: WorkstationState.Job, isSelected: Bool, isCursor: Bool, spare: Int, on canvas: inout Canvas, _ line: Rect
    ) -> Int {
        let ground: Theme.Role? = isSelected ? .selection : nil
        if isCursor { canvas[line.row, line.column] = Cell(ink.marks.cursor, ink.style(.accent, on: ground)) }
        let inner = Rect(row: line.row, column: line.column + 2, rows: 1, columns: line.columns - 2)
        switch job.phase {
        case .queued:
            var segments = Segments(ink, gap: 1)
            segments.add("#\(job.id)", .dim, rank: 0)
            segments.add(job.name, .dim, rank: 2, shrinksTo: 6)
            segments.addRight("queued", .dim, rank: 1)
            segments.draw(on: &canvas, in: inner, ground: ground)
            return 0
        case .running(let progress):
            return drawRunning(job, progress, ground, spare: spare, on: &canvas, inner)
        case .failed(let reason):
            let head = "\(ink.marks.failed) #\(job.id) failed: "
            let lines = NarrowText.wrap(head + NarrowText.clean(reason, ink), inner.columns)
            let rows = min(lines.count, spare + 1)
            for index in 0..<rows {
                // what does not fit into the last row is cut with a sign
                let text = index == rows - 1 ? lines[index...].joined(separator: " ") : lines[index]
                canvas.put(
                    text, row: inner.row + index, column: inner.column, width: inner.columns,
                    ink.style(.error, on: index == 0 ? ground : nil), ink)
            }
            return rows - 1
        }
    }

    private func drawRunning(
        _ job: WorkstationState.Job, _ progress: TakeProgress, _ ground: Theme.Role?, spare: Int,
        on canvas: inout Canvas, _ inner: Rect
    ) -> Int {
        let left = job.secondsLeft.map { Formats.duration($0) + " left" }
        // with a second row, the first has the name and the bar
        let details = Self.details(job, progress)
        let id = "#\(job.id)"
        // nobody knows how much of an endless take is done
        let percent = job.isEndless ? "on and on" : Formats.percent(progress.fraction)
        var column =
            canvas.put(id, row: inner.row, column: inner.column, width: 6, ink.style(.accent, on: ground), ink) + 1
        let end = inner.column + inner.columns
        let tail =
            spare > 0 || inner.columns < 40 ? percent : ([percent] + [left].compactMap(\.self)).joined(separator: " ")
        let barEnd = end - tail.count - 1
        if barEnd - column > 24 {
            let width = min(job.name.count, (barEnd - column) / 2)
            column =
                canvas.put(
                    job.name, row: inner.row, column: column, width: width, ink.style(.text, on: ground), ink) + 1
        }
        ProgressBar(ink: ink).draw(
            job.isEndless ? 0 : progress.fraction, on: &canvas, row: inner.row, column: column, width: barEnd - column,
            ground: ground)
        canvas.putRight(tail, row: inner.row, end: end, width: tail.count, ink.style(.text, on: ground), ink)
        guard spare > 0 else { return 0 }
        var segments = Segments(ink, gap: 1)
        for (rank, detail) in details.enumerated() { segments.add(detail, .dim, rank: rank + 1) }
        if let left { segments.addRight(left, .text, rank: 0) }
        segments.draw(
            on: &canvas, in: Rect(row: inner.row + 1, column: inner.column, rows: 1, columns: inner.columns))
        return 1
    }

    /// Section, step and speed, the most telling first.
    private static func details(_ job: WorkstationState.Job, _ progress: TakeProgress) -> [String] {
        var parts = [progress.phase.title]
        if progress.phase.pace == .step { parts.append("step \(progress.step)/\(progress.steps)") }
        if progress.sections > 1, !job.isEndless { parts.append("part \(progress.section)/\(progress.sections)") }
        if job.playable > 0 { parts.append("\(Formats.duration(job.playable)) playable") }
        if let speed = job.speed { parts.append("\(Formats.fixed(speed, 1))x") }
        return parts
    }
}
