import Terminal

/// Text to read; lines too long are cut, so that columns of keys stay columns.
struct PageOverlay {
    let page: Overlay.Page
    let ink: Ink

    /// Lines that a screen of a size shows of any page.
    public static func height(on size: Size) -> Int { max(size.rows - 4, 0) }

    func draw(on canvas: inout Canvas) {
        let widest = page.lines.map(\.count).max() ?? 0
        let height = min(max(page.lines.count, 1), Self.height(on: canvas.size))
        let box = OverlayBox(ink, rows: height, columns: max(widest, page.title.count + 4, 40), on: canvas.size)
        let top = min(max(page.top, 0), max(page.lines.count - height, 0))
        let last = min(top + height, page.lines.count)
        let foot = page.lines.count > height ? "\(top + 1)-\(last) of \(page.lines.count)" : ""
        box.draw(title: page.title, foot: foot, on: &canvas)
        for (offset, line) in page.lines[top..<last].enumerated() where offset < box.inner.rows {
            // a line that is not indented is a heading over indented ones
            let isHeading = !line.hasPrefix(" ") && page.lines.contains { $0.hasPrefix(" ") }
            canvas.put(
                line, row: box.inner.row + offset, column: box.inner.column, width: box.inner.columns,
                ink[isHeading ? .title : .text], ink)
        }
    }
}
