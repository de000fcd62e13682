import Music
import Songs
import Terminal

/// Bars and beats over chords, on the waveform's time axis; key, tempo and metre beside them.
struct LeadSheetPanel {
    let drawing: TimelineDrawing

    /// Columns that tempo and metre need beside each other.
    private static let wideGutter = 8

    private var ink: Ink { drawing.ink }
    private var area: Rect { drawing.layout.leadSheet }
    private var isFocused: Bool { drawing.state.focus == .leadSheet }

    func draw(on canvas: inout Canvas) {
        guard let sheet = drawing.state.sheetPreview ?? drawing.state.song.sheet else { return drawEmpty(on: &canvas) }
        drawGutter(sheet, on: &canvas)
        drawBeats(sheet.leadSheet, on: &canvas)
        ChordRow(drawing: drawing, sheet: sheet).draw(on: &canvas, in: area.line(1))
        drawing.drawPlayhead(on: &canvas, area, keepsText: true)
        if isFocused { drawCursor(sheet.leadSheet, on: &canvas) }
        drawNotes(sheet, on: &canvas)
        drawEntry(sheet.leadSheet, on: &canvas)
    }

    private func drawGutter(_ sheet: SongSheet, on canvas: inout Canvas) {
        let words = drawing.state.song.words ?? sheet.words
        let lock = String(ink.marks.locked)
        let focus = isFocused ? String(ink.marks.cursor) : " "
        let role: Theme.Role = isFocused ? .focusedBorder : .title
        // a narrow gutter leaves the metre to the header
        let isWide = drawing.layout.gutter.columns >= Self.wideGutter
        let key = isWide ? words.halfKey : words.shortKey
        drawing.label(focus + key + (sheet.isKeyLocked ? lock : ""), role, row: area.row, on: &canvas)
        let tempo = words.wholeTempo + (sheet.isGridLocked ? lock : "")
        let meter = words.meter + (sheet.isMeterLocked ? lock : "")
        drawing.label(" " + tempo + (isWide ? " " + meter : ""), .text, row: area.row + 1, on: &canvas)
    }

    private func drawBeats(_ music: LeadSheet, on canvas: inout Canvas) {
        let row = area.row
        let downbeats = music.downbeats.filter(music.beats.indices.contains)
        let isBar = Set(downbeats)
        let columns = music.beats.map(drawing.axis.visibleColumn(of:))
        let perBeat = music.tempo > 0 ? 60 / music.tempo / drawing.axis.secondsPerColumn : 0
        // closer together than two columns, beats would be a row of dots
        if perBeat >= 2 {
            for (index, column) in columns.enumerated() where !isBar.contains(index) {
                if let column { canvas[row, area.column + column] = Cell(ink.marks.beat, ink[.beat]) }
            }
        }
        let perBar = perBeat * Double(max(music.meter, 1))
        let every = Self.barsPerNumber(columnsPerBar: perBar)
        for (number, beat) in downbeats.enumerated() {
            guard let column = columns[beat] else { continue }
            if perBar >= 2 || number % every == 0 {
                canvas[row, area.column + column] = Cell(ink.marks.downbeat, ink[.downbeat])
            }
            guard number % every == 0 else { continue }
            let label = "\(number + 1)"
            if column + 1 + label.count <= area.columns {
                canvas.write(label, row: row, column: area.column + column + 1, style: ink[.downbeat])
            }
        }
    }

    /// Bars between numbers, so that a number and a blank fit: a power of two.
    private static func barsPerNumber(columnsPerBar: Double) -> Int {
        guard columnsPerBar > 0, columnsPerBar.isFinite else { return 1 }
        var bars = 1
        while Double(bars) * columnsPerBar < 5, bars < 1 << 20 { bars *= 2 }
        return bars
    }

    private func drawCursor(_ music: LeadSheet, on canvas: inout Canvas) {
        guard let columns = cursorColumns(music) else { return }
        canvas.lay(
            Rect(row: area.row, column: area.column + columns.lowerBound, rows: 2, columns: columns.count),
            on: ink[.cursor])
        if drawing.state.entry == nil { canvas.cursor = (area.row + 1, area.column + columns.lowerBound) }
    }

    /// From the cursor's beat to the next.
    private func cursorColumns(_ music: LeadSheet) -> Range<Int>? {
        let index = drawing.state.sheetCursor
        guard music.beats.indices.contains(index) else { return nil }
        let start = music.beats[index]
        let length = music.tempo > 0 ? 60 / music.tempo : drawing.axis.secondsPerColumn
        let end = index + 1 < music.beats.count ? music.beats[index + 1] : start + length
        guard end > start else { return nil }
        return drawing.axis.visibleColumns(of: start..<end)
    }

    /// What is unsure, being heard or being tapped, at the right.
    private func drawNotes(_ sheet: SongSheet, on canvas: inout Canvas) {
        let taps = drawing.state.taps
        var note: (String, Theme.Role)?
        if taps.count > 1, let rate = drawing.state.song.vocal?.sampleRate, let first = taps.first,
            let last = taps.last,
            last > first
        {
            let tempo = 60 * rate * Double(taps.count - 1) / Double(last - first)
            note = ("\(taps.count) taps: \(Formats.fixed(tempo, 1)) BPM", .accent)
        } else if taps.count == 1 {
            note = ("tap on", .accent)
        } else if sheet.trial != nil, let text = sheet.readingText, let brief = sheet.briefReadingText {
            let long = drawing.words.trial(text)
            note = (
                isRoomy(long) ? long : drawing.words.trial(brief, isBrief: true),
                drawing.state.isHearing ? .progress : .uncertain
            )
        } else if drawing.state.isHearing {
            note = ("listening", .progress)
        } else if sheet.hasUnsureBeats {
            let texts = [false, true].map {
                drawing.words.unsureBeats(
                    hasReadings: sheet.hypotheses.count > 1, isInSheet: isFocused, isBrief: $0)
            }
            note = (isRoomy(texts[0]) ? texts[0] : texts[1], .uncertain)
        }
        guard let note else { return }
        let text = " \(note.0) "
        canvas.putRight(
            text, row: area.row, end: area.column + area.columns, width: min(text.count, area.columns),
            ink[note.1], ink)
    }

    /// Whether a note leaves half of the beats to be seen.
    private func isRoomy(_ text: String) -> Bool { text.count + 2 <= area.columns / 2 }

    private func drawEntry(_ music: LeadSheet, on canvas: inout Canvas) {
        guard isFocused, let entry = drawing.state.entry else { return }
        let column = cursorColumns(music)?.lowerBound ?? 0
        // over the beats: what is typed is seen among the chords
        EntryField(entry: entry, ink: ink).draw(on: &canvas, in: area.line(0), from: column)
    }

    private func drawEmpty(on canvas: inout Canvas) {
        drawing.label(
            (isFocused ? String(ink.marks.cursor) : " ") + "Sheet", isFocused ? .focusedBorder : .title,
            row: area.row, on: &canvas)
        let state = drawing.state
        let text: String
        if state.song.vocal == nil {
            text = ""
        } else if state.isHearing {
            text = "listening for beats, key and chords"
        } else if case .loading = state.engine {
            text = "the engine loads, then it listens"
        } else {
            text = drawing.words.noSheet
        }
        if !state.taps.isEmpty {
            canvas.putCentred("\(state.taps.count) taps", row: area.row + 1, in: area, ink[.accent], ink)
        }
        canvas.putCentred(text, row: area.row, in: area, ink[.dim], ink)
        drawing.drawPlayhead(on: &canvas, area, keepsText: true)
        if isFocused, let entry = state.entry {
            EntryField(entry: entry, ink: ink).draw(on: &canvas, in: area.line(1), from: 0)
        }
    }
}
