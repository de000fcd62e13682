import Signal
import Terminal

/// In place of waveform and spectrogram while a vocal is recorded: time in large digits over a level meter.
struct RecordingPanel {
    let recorder: RecordingState
    let ink: Ink

    /// Whether there is something to show.
    static func isShown(_ state: WorkstationState) -> Bool {
        state.recorder.map { $0.isRecording || $0.isCountingIn } ?? false
    }

    func draw(on canvas: inout Canvas, in area: Rect) {
        guard area.rows >= 4 else { return }
        let head = recorder.isCountingIn ? "Count-in: sing after the last click" : "\(ink.marks.record) Recording"
        let time = Formats.position(recorder.seconds)
        let isBig = area.rows >= BigDigits.rows + 5 && area.columns >= BigDigits.width(time)
        // head, digits, a blank row before and after them, meter, scale
        let used = (isBig ? BigDigits.rows : 1) + 5
        var row = area.row + max((area.rows - used) / 2, 0)
        canvas.putCentred(head, row: row, in: area, ink[recorder.isCountingIn ? .warning : .recording], ink)
        row += area.rows >= used ? 2 : 1
        if isBig {
            BigDigits(ink: ink).draw(
                time, on: &canvas, row: row, column: area.column + (area.columns - BigDigits.width(time)) / 2,
                recorder.isCountingIn ? .dim : .title)
            row += BigDigits.rows + 1
        } else {
            canvas.putCentred(time, row: row, in: area, ink[.title], ink)
            row += 1
        }
        drawMeter(on: &canvas, in: area, row)
    }

    private func drawMeter(on canvas: inout Canvas, in area: Rect, _ row: Int) {
        let width = min(area.columns - 4, 96)
        guard width > 8, row + 1 < area.row + area.rows else { return }
        let column = area.column + (area.columns - width) / 2
        LevelMeter(ink: ink).drawAcross(
            StereoLevel(
                peak: StereoPeak(left: recorder.peak, right: recorder.peak), held: recorder.peak,
                hasClipped: recorder.hasClipped),
            on: &canvas, row: row, column: column, width: width)
        for decibels in [-48, -36, -24, -18, -12, -6, 0] {
            let share = LevelMeter.share(decibels: Double(decibels))
            let end = min(column + Int(share * Double(width)) + 1, column + width)
            canvas.putRight("\(decibels)", row: row + 1, end: end, width: 3, ink[.dim], ink)
        }
        guard row + 2 < area.row + area.rows else { return }
        let note: (String, Theme.Role) =
            recorder.hasClipped
            ? ("CLIPPED: turn the input down and sing again", .clipped)
            : recorder.xruns > 0
                ? ("\(recorder.xruns) dropouts so far", .warning) : ("peaks at -12 to -6 are good", .dim)
        canvas.putCentred(note.0, row: row + 2, in: area, ink[note.1], ink)
    }
}
