import Signal
import Terminal

/// Log-Mel spectrograms on the waveform's time axis: vocal, take, both above each other, or where they differ.
struct SpectrogramPanel {
    let drawing: TimelineDrawing

    func draw(on canvas: inout Canvas) {
        let area = drawing.layout.spectrogram
        guard !area.isEmpty else { return }
        if drawing.state.melView == .difference, let vocal = drawing.vocal, let take = drawing.take {
            drawDifference(vocal, take, on: &canvas, area)
        } else {
            let sounds = drawing.shown
            for (sound, part) in zip(sounds, TimelineDrawing.parts(of: area, count: sounds.count)) {
                draw(sound, in: part, on: &canvas)
            }
        }
        // a sentence in place of a picture is not cut by the line
        let isMissing = drawing.shown.contains { $0.picture?.mel == nil }
        drawing.drawPlayhead(on: &canvas, area, keepsText: isMissing)
    }

    private func draw(_ sound: TimelineDrawing.Sound, in part: Rect, on canvas: inout Canvas) {
        guard !part.isEmpty else { return }
        // one sound has its name beside the waveform already
        let name = drawing.shown.count == 1 ? "Mel" : sound.name
        drawing.label(" " + name, .text, row: part.row, on: &canvas)
        guard let picture = sound.picture, let mel = picture.mel else { return drawMissing(on: &canvas, part) }
        drawScale(in: part, on: &canvas)
        let density = MelDensity(drawing.ink)
        let levels = mel.picture(
            start: drawing.axis.start - picture.start,
            secondsPerColumn: drawing.axis.secondsPerColumn / Double(density.across),
            columns: part.columns * density.across, rows: part.rows * density.down)
        density.draw(levels, on: &canvas, in: part)
    }

    private func drawDifference(
        _ vocal: TimelineDrawing.Sound, _ take: TimelineDrawing.Sound, on canvas: inout Canvas, _ area: Rect
    ) {
        // the names are the legend: each in its colour, beside its onsets
        drawing.label(" " + take.name, MelDifference.takeRole, row: area.row, on: &canvas)
        drawing.label(" " + vocal.name, MelDifference.vocalRole, row: area.row + area.rows - 1, on: &canvas)
        guard let sung = vocal.picture, let played = take.picture, let sungMel = sung.mel, let playedMel = played.mel
        else { return drawMissing(on: &canvas, area) }
        let lanes = OnsetLanes(drawing: drawing, sung: sung, played: played)
        // the lanes take the highest and the lowest row
        let inner = Rect(row: area.row + 1, column: area.column, rows: area.rows - 2, columns: area.columns)
        let difference = MelDifference(drawing.ink)
        func levels(_ mel: MelPyramid, _ picture: Media.Picture) -> [UInt8] {
            mel.picture(
                start: drawing.axis.start - picture.start, secondsPerColumn: drawing.axis.secondsPerColumn,
                columns: inner.columns, rows: max(inner.rows, 0) * difference.down)
        }
        difference.draw(
            vocal: levels(sungMel, sung), take: levels(playedMel, played), on: &canvas, in: inner)
        lanes.draw(on: &canvas, in: area)
    }

    private func drawMissing(on canvas: inout Canvas, _ part: Rect) {
        canvas.putCentred(
            "computing the spectrum", row: part.row + part.rows / 2, in: part, drawing.ink[.dim], drawing.ink)
    }

    /// Hertz that the published Mel filters end at.
    private static let highest = 12000.0
    /// Labels, hertz.
    private static let labels: [Double] = [8000, 4000, 2000, 1000, 500, 250]

    /// Frequencies beside their rows, none in the row of the name.
    private func drawScale(in part: Rect, on canvas: inout Canvas) {
        guard part.rows > 2 else { return }
        let top = MelFilterbank.mel(hertz: Self.highest)
        var taken = part.row
        for hertz in Self.labels {
            let share = MelFilterbank.mel(hertz: hertz) / top
            let row = part.row + min(Int((1 - share) * Double(part.rows)), part.rows - 1)
            guard row > taken else { continue }
            let text = hertz >= 1000 ? "\(Int(hertz / 1000))k" : "\(Int(hertz))"
            drawing.scale(text, row: row, on: &canvas)
            taken = row
        }
    }
}
