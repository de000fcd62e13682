import Signal
import Terminal

/// A peak level on a scale of decibels, with its hold and, as text too, its latched clip.
struct LevelMeter {
    let ink: Ink

    /// dB at the foot and at the top of a meter.
    static let range = -54.0...0.0
    /// dB from which on a level is called middling, then high.
    private static let middle = -18.0
    private static let high = -6.0

    /// 0...1 of the scale; what is no number is silence.
    static func share(_ level: Float) -> Double {
        let decibels = Formats.decibels(level)
        guard decibels.isFinite else { return level == .infinity ? 1 : 0 }
        return share(decibels: decibels)
    }

    static func share(decibels: Double) -> Double {
        min(max((decibels - range.lowerBound) / (range.upperBound - range.lowerBound), 0), 1)
    }

    private func style(_ share: Double, on ground: Theme.Role?) -> CellStyle {
        let decibels = Self.range.lowerBound + share * (Self.range.upperBound - Self.range.lowerBound)
        return ink.style(
            decibels < Self.middle ? .meterLow : decibels < Self.high ? .meterMiddle : .meterHigh, on: ground)
    }

    /// From left to right; left and right channel share the row as the louder one.
    func drawAcross(
        _ level: StereoLevel, on canvas: inout Canvas, row: Int, column: Int, width: Int,
        ground: Theme.Role? = nil
    ) {
        guard width > 0 else { return }
        let share = Self.share(max(level.peak.left, level.peak.right))
        let filled = share * Double(width)
        for place in 0..<width {
            let here = style((Double(place) + 0.5) / Double(width), on: ground)
            let part = filled - Double(place)
            if part >= 1 {
                canvas[row, column + place] = Cell(ink.marks.full, here)
            } else if part > 0, let sign = partial(part, ink.marks.leftParts) {
                canvas[row, column + place] = Cell(sign, here)
            } else {
                canvas[row, column + place] = Cell(ink.marks.empty, ink.style(.dim, on: ground))
            }
        }
        let held = Self.share(level.held)
        if held > 0, Int(held * Double(width)) >= Int(filled) {
            canvas[row, column + min(Int(held * Double(width)), width - 1)] = Cell(
                ink.marks.held, ink.style(.meterPeak, on: ground))
        }
        if level.hasClipped {
            canvas[row, column + width - 1] = Cell(ink.marks.warning, ink.style(.clipped, on: nil))
        }
    }

    /// From below, one column.
    func drawUp(_ level: Float, held: Float, on canvas: inout Canvas, row: Int, column: Int, height: Int) {
        guard height > 0 else { return }
        let filled = Self.share(level) * Double(height)
        for place in 0..<height {
            let here = style((Double(place) + 0.5) / Double(height), on: nil)
            let part = filled - Double(place)
            let line = row + height - 1 - place
            if part >= 1 {
                canvas[line, column] = Cell(ink.marks.full, here)
            } else if part > 0, let sign = partial(part, ink.marks.lowerParts) {
                canvas[line, column] = Cell(sign, here)
            } else {
                canvas[line, column] = Cell(ink.marks.empty, ink[.dim])
            }
        }
        let top = Self.share(held) * Double(height)
        if top > 0, Int(top) >= Int(filled) {
            canvas[row + height - 1 - min(Int(top), height - 1), column] = Cell(
                ink.marks.heldAcross, ink[.meterPeak])
        }
    }

    private func partial(_ part: Double, _ signs: [Character]) -> Character? {
        let index = Int(part * Double(signs.count + 1))
        return index > 0 && index <= signs.count ? signs[index - 1] : nil
    }
}
