import Terminal

/// A strip as a column of its own: a meter for left and right over gain, pan, mute, solo and its name.
struct StandingStrip {
    let strip: MixerStrip
    let ink: Ink
    let entry: TextEntry?
    /// What draws waveforms; nil where there is no row for them.
    var shape: StripShape?

    /// Name, gain, pan and switches.
    private static let textRows = 4
    /// dB from which on there is nothing to hear and no room to write it: meters fall on for a while.
    private static let silence = -100.0
    /// Marks beside the meter, dB.
    private static let scale: [Double] = [0, -6, -12, -24, -36, -48]

    func draw(on canvas: inout Canvas, _ area: Rect) {
        let width = area.columns - 1
        let ground: Theme.Role? = strip.selected == nil ? nil : .selection
        let first = area.row + area.rows - Self.textRows
        func line(_ text: String, _ offset: Int, _ role: Theme.Role, _ parameter: MixerParameter?) {
            let isHere = parameter != nil && parameter == strip.selected
            let place = Rect(row: first + offset, column: area.column, rows: 1, columns: width)
            if isHere { canvas.lay(place, on: ink[.selection]) }
            canvas.put(
                text, row: place.row, column: place.column + 1, width: width - 1,
                ink.style(role, on: isHere ? .selection : nil), ink)
            if isHere { canvas[place.row, place.column] = Cell(ink.marks.cursor, ink.style(.accent, on: ground)) }
        }
        line(strip.name, 0, strip.isMuted ? .dim : .title, nil)
        if strip.isCursor { canvas[first, area.column] = Cell(ink.marks.cursor, ink[.accent]) }
        line(Formats.signed(strip.gain) + " dB", 1, .field, .gain)
        if let pan = strip.pan {
            line("pan " + Formats.pan(pan), 2, .field, .pan)
            drawSwitches(on: &canvas, row: first + 3, column: area.column)
        }
        if strip.isOutOfDate { canvas[first + 3, area.column + 6] = Cell(ink.marks.warning, ink[.warning]) }
        var meter = Rect(row: area.row, column: area.column, rows: area.rows - Self.textRows, columns: width)
        if let shape {
            meter.rows -= 1
            let place = Rect(row: first - 1, column: area.column + 1, rows: 1, columns: width - 1)
            if let picture = strip.picture { shape.draw(picture, on: &canvas, place) }
        }
        drawMeter(on: &canvas, meter)
        if strip.selected != nil, let entry {
            let place = Rect(row: first + 1, column: area.column, rows: 1, columns: width)
            var bare = entry
            bare.label = ""
            EntryField(entry: bare, ink: ink).draw(on: &canvas, in: place, from: 1)
        }
    }

    private func drawSwitches(on canvas: inout Canvas, row: Int, column: Int) {
        func draw(_ text: String, _ offset: Int, isOn: Bool, _ role: Theme.Role, _ parameter: MixerParameter) {
            let isHere = strip.selected == parameter
            canvas.put(
                isOn ? text : String(repeating: ink.marks.empty, count: text.count), row: row, column: column + offset,
                width: text.count, ink.style(isOn ? role : .dim, on: isHere ? .selection : nil), ink)
            if isHere { canvas[row, column + offset - 1] = Cell(ink.marks.cursor, ink[.accent]) }
        }
        draw("M", 1, isOn: strip.isMuted, .warning, .mute)
        draw("S", 4, isOn: strip.isSoloed, .changed, .solo)
    }

    private func drawMeter(on canvas: inout Canvas, _ area: Rect) {
        let meter = LevelMeter(ink: ink)
        // the highest row tells a clip and the held level in words
        let height = area.rows - 1
        guard height > 0 else { return }
        if strip.level.hasClipped {
            canvas.put("CLIP", row: area.row, column: area.column + 1, width: 4, ink[.clipped], ink)
        } else {
            let held = Formats.decibels(strip.level.held)
            // silence needs no number
            let text = held > Self.silence ? Formats.fixed(held, 1) : ""
            canvas.put(text, row: area.row, column: area.column + 1, width: area.columns - 1, ink[.dim], ink)
        }
        for (offset, level) in [strip.level.peak.left, strip.level.peak.right].enumerated() {
            meter.drawUp(
                level, held: strip.level.held, on: &canvas, row: area.row + 1, column: area.column + 1 + offset,
                height: height)
        }
        guard area.columns >= 7 else { return }
        var last = -1
        for decibels in Self.scale {
            let share = LevelMeter.share(decibels: decibels)
            let place = min(Int((1 - share) * Double(height)), height - 1)
            guard place > last else { continue }
            last = place
            canvas.put(
                "\(Int(decibels))", row: area.row + 1 + place, column: area.column + 4, width: area.columns - 4,
                ink[.dim], ink)
        }
    }
}
