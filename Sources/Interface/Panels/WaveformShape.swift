import Signal
import Terminal

/// The columns of a waveform as dots: braille has two columns and four rows of them in a cell, half blocks one and two,
/// ASCII one and one.
struct WaveformShape {
    private let peaks: [PeakPyramid.Peak]
    /// Dot columns that lie inside of the sound.
    private let inside: Range<Int>
    private let fullScale: Float
    private let glyphs: GlyphLevel

    /// Full scale as far as a sample can show: 16-bit files end a hair under 1.
    static let clipping: Float = 0.9999

    init(_ picture: Media.Picture, _ axis: TimeAxis, glyphs: GlyphLevel, fullScale: Float) {
        self.glyphs = glyphs
        self.fullScale = fullScale
        let dots = glyphs == .braille ? 2 : 1
        let count = axis.columns * dots
        func sample(_ time: Double) -> Int {
            let place = (time - picture.start) * picture.sampleRate
            return place.isFinite ? Int(min(max(place, -1e12), 1e12)) : 0
        }
        let range = sample(axis.start)..<max(sample(axis.end), sample(axis.start))
        peaks = picture.peaks.peaks(in: range, columns: count)
        let perDot = axis.secondsPerColumn / Double(dots)
        let first = ((picture.start - axis.start) / perDot).rounded(.down)
        let last = ((picture.start + picture.duration - axis.start) / perDot).rounded(.up)
        let begin = min(max(first.isFinite ? first : 0, 0), Double(count))
        inside = Int(begin)..<Int(min(max(last.isFinite ? last : 0, begin), Double(count)))
    }

    func draw(on canvas: inout Canvas, in area: Rect, _ ink: Ink) {
        guard !area.isEmpty else { return }
        switch glyphs {
        case .braille: drawBraille(on: &canvas, in: area, ink)
        case .blocks: drawBlocks(on: &canvas, in: area, ink)
        case .ascii: drawASCII(on: &canvas, in: area, ink)
        }
    }

    /// Dot rows from the top, of peak and of RMS; nil outside of the sound.
    private func extent(_ column: Int, rows: Int) -> (peak: ClosedRange<Int>, rms: ClosedRange<Int>)? {
        guard inside.contains(column), rows > 0 else { return nil }
        let peak = peaks[column]
        func row(_ level: Float) -> Int {
            let share = level.isFinite ? min(max(level / fullScale, -1), 1) : 0
            return Int(((1 - share) / 2 * Float(rows - 1)).rounded())
        }
        let (top, bottom) = (row(peak.maximum), row(peak.minimum))
        let (bodyTop, bodyBottom) = (row(min(peak.rms, peak.maximum)), row(max(-peak.rms, peak.minimum)))
        return (min(top, bottom)...max(top, bottom), min(bodyTop, bodyBottom)...max(bodyTop, bodyBottom))
    }

    private func isClipped(_ column: Int) -> Bool {
        inside.contains(column) && max(peaks[column].maximum, -peaks[column].minimum) >= Self.clipping
    }

    private func markClipped(_ column: Int, on canvas: inout Canvas, _ area: Rect, _ ink: Ink) {
        canvas[area.row, area.column + column] = Cell(ink.marks.warning, ink[.clipped])
    }

    static let braille: [Character] = (0..<256).map { bits in
        Character(Unicode.Scalar(UInt32(0x2800 + bits)) ?? " ")
    }
    /// Bits of a cell's dots, by column and row.
    private static let bits: [[Int]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

    private func drawBraille(on canvas: inout Canvas, in area: Rect, _ ink: Ink) {
        let (body, edge, clipped) = (ink[.waveformRMS], ink[.waveform], ink[.clipped])
        for column in 0..<area.columns {
            let extents = [0, 1].map { extent(column * 2 + $0, rows: area.rows * 4) }
            let isClipped = isClipped(column * 2) || isClipped(column * 2 + 1)
            for row in 0..<area.rows {
                var (pattern, lit, inBody) = (0, 0, 0)
                for (side, extent) in extents.enumerated() {
                    guard let extent else { continue }
                    for dot in 0..<4 where extent.peak.contains(row * 4 + dot) {
                        pattern |= Self.bits[side][dot]
                        lit += 1
                        if extent.rms.contains(row * 4 + dot) { inBody += 1 }
                    }
                }
                guard pattern != 0 else { continue }
                let style = isClipped ? clipped : inBody * 2 >= lit ? body : edge
                canvas[area.row + row, area.column + column] = Cell(Self.braille[pattern], style)
            }
            if isClipped { markClipped(column, on: &canvas, area, ink) }
        }
    }

    /// 0 nothing, 1 peak, 2 body.
    private func kind(_ extent: (peak: ClosedRange<Int>, rms: ClosedRange<Int>), _ row: Int) -> Int {
        extent.rms.contains(row) ? 2 : extent.peak.contains(row) ? 1 : 0
    }

    private func drawBlocks(on canvas: inout Canvas, in area: Rect, _ ink: Ink) {
        let styles = [ink[.text], ink[.waveform], ink[.waveformRMS]]
        for column in 0..<area.columns {
            guard let extent = extent(column, rows: area.rows * 2) else { continue }
            for row in 0..<area.rows {
                let (top, bottom) = (kind(extent, row * 2), kind(extent, row * 2 + 1))
                guard top + bottom > 0 else { continue }
                var style = styles[max(top, bottom)]
                if isClipped(column) { style = ink[.clipped] }
                let character: Character
                if top > 0, bottom > 0 {
                    // without colours, shade tells the peaks from the body
                    character = ink.depth == .mono && max(top, bottom) == 1 ? "▒" : top == bottom ? "█" : "▀"
                    if top != bottom, ink.depth != .mono {
                        style.foreground = styles[top].foreground
                        style.background = styles[bottom].foreground
                    }
                } else {
                    character = top > 0 ? "▀" : "▄"
                }
                canvas[area.row + row, area.column + column] = Cell(
                    ink.depth == .mono && character == "▀" && top > 0 && bottom > 0 ? "█" : character, style)
            }
            if isClipped(column) { markClipped(column, on: &canvas, area, ink) }
        }
    }

    private func drawASCII(on canvas: inout Canvas, in area: Rect, _ ink: Ink) {
        for column in 0..<area.columns {
            guard let extent = extent(column, rows: area.rows) else { continue }
            for row in 0..<area.rows {
                let kind = kind(extent, row)
                guard kind > 0 else { continue }
                let isLine = extent.peak.count == 1
                let style = isClipped(column) ? ink[.clipped] : ink[kind == 2 ? .waveformRMS : .waveform]
                canvas[area.row + row, area.column + column] = Cell(isLine ? "-" : kind == 2 ? "#" : ":", style)
            }
            if isClipped(column) { markClipped(column, on: &canvas, area, ink) }
        }
    }
}
