import Terminal

/// A strip as one row: name, gain, pan, mute and solo, meter.
struct MixerRow {
    let strip: MixerStrip
    let ink: Ink
    let entry: TextEntry?

    private static let nameWidth = 7
    private static let gainWidth = 5
    private static let panWidth = 4
    /// Rows narrower than this show no pan, then no mute and solo beside the meter.
    private static let withPan = 28
    private static let withSwitches = 22

    private static func meterColumn(_ width: Int) -> Int {
        1 + nameWidth + gainWidth + 1 + (width >= withPan ? panWidth + 1 : 0) + (width >= withSwitches ? 3 : 0)
    }

    /// Where its meter stands.
    static func meter(in area: Rect) -> Rect {
        let first = meterColumn(area.columns)
        return Rect(row: area.row, column: area.column + first, rows: 1, columns: max(area.columns - first, 0))
    }

    func draw(on canvas: inout Canvas, _ line: Rect) {
        let isSelected = strip.selected != nil
        let ground: Theme.Role? = isSelected ? .selection : nil
        if isSelected { canvas.lay(line, on: ink[.selection]) }
        func style(_ role: Theme.Role, _ parameter: MixerParameter? = nil) -> CellStyle {
            var style = ink.style(role, on: ground)
            // what arrows change is underlined
            if let parameter, strip.selected == parameter { style.isUnderlined = true }
            return style
        }
        if strip.isCursor { canvas[line.row, line.column] = Cell(ink.marks.cursor, style(.accent)) }
        var column = line.column + 1
        let isNarrow = line.columns < Self.withSwitches
        // without room of their own, mute and solo stand with the name
        let news = strip.isOutOfDate ? String(ink.marks.warning) : ""
        let flag = isNarrow ? (strip.isMuted ? "M" : strip.isSoloed ? "S" : news) : ""
        canvas.put(
            strip.name, row: line.row, column: column, width: Self.nameWidth - 1 - flag.count,
            style(strip.isMuted ? .dim : .text), ink)
        canvas.put(flag, row: line.row, column: column + Self.nameWidth - 2, width: flag.count, style(.warning), ink)
        column += Self.nameWidth
        canvas.putRight(
            Formats.signed(strip.gain), row: line.row, end: column + Self.gainWidth, width: Self.gainWidth,
            style(.field, .gain), ink)
        column += Self.gainWidth + 1
        if line.columns >= Self.withPan {
            canvas.put(
                strip.pan.map(Formats.pan) ?? "", row: line.row, column: column, width: Self.panWidth,
                style(.field, .pan), ink)
            column += Self.panWidth + 1
        }
        if !isNarrow {
            if !strip.isMaster {
                let off = ink.marks.empty
                canvas[line.row, column] = Cell(
                    strip.isMuted ? "M" : off, style(strip.isMuted ? .warning : .dim, .mute))
                canvas[line.row, column + 1] = Cell(
                    strip.isSoloed ? "S" : off, style(strip.isSoloed ? .changed : .dim, .solo))
                if strip.isOutOfDate { canvas[line.row, column + 2] = Cell(ink.marks.warning, style(.warning)) }
            }
            column += 3
        }
        let meter = Self.meter(in: line)
        LevelMeter(ink: ink).drawAcross(
            strip.level, on: &canvas, row: line.row, column: meter.column, width: meter.columns, ground: ground)
        if isSelected, let entry {
            EntryField(entry: entry, ink: ink).draw(on: &canvas, in: line, from: 1 + Self.nameWidth)
        }
    }
}
