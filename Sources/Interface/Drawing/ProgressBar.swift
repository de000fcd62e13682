import Terminal

/// A share of a width, to an eighth of a column.
struct ProgressBar {
    let ink: Ink

    func draw(
        _ share: Double, on canvas: inout Canvas, row: Int, column: Int, width: Int, ground: Theme.Role? = nil
    ) {
        guard width > 0 else { return }
        let filled = (share.isFinite ? min(max(share, 0), 1) : 0) * Double(width)
        let (full, style) = (Int(filled), ink.style(.progress, on: ground))
        for place in 0..<width {
            canvas[row, column + place] =
                place < full ? Cell(ink.marks.full, style) : Cell(ink.marks.empty, ink.style(.dim, on: ground))
        }
        let parts = ink.marks.leftParts
        let part = Int((filled - Double(full)) * Double(parts.count + 1))
        if full < width, part > 0, part <= parts.count {
            canvas[row, column + full] = Cell(parts[part - 1], style)
        }
    }
}
