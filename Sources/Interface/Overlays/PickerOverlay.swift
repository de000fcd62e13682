import Terminal

/// A list narrowed by typing. Devices, themes and seeds stand at the right, so that what they change is seen.
struct PickerOverlay {
    let picker: Overlay.Picker
    let ink: Ink

    private static let widest = 76
    private static let narrow = 44

    func draw(on canvas: inout Canvas) {
        let size = canvas.size
        let columns = isAside ? Self.narrow : Self.widest
        // the query, the list, the reason under it
        let rows = min(max(picker.items.count, 3) + 2, max(size.rows - 6, 3))
        var box = OverlayBox(ink, rows: rows, columns: columns, on: size)
        if isAside { box = box.moved(toColumn: size.columns - box.area.columns - 1) }
        box.draw(title: picker.title, foot: "\(picker.matches.count) of \(picker.items.count)", on: &canvas)
        let inner = box.inner
        guard !inner.isEmpty else { return }
        drawQuery(on: &canvas, inner)
        let list = Rect(
            row: inner.row + 1, column: inner.column, rows: max(inner.rows - 2, 0), columns: inner.columns)
        let matches = picker.matches.filter(picker.items.indices.contains)
        let window = ListWindow(count: matches.count, height: list.rows, cursor: picker.cursor)
        if matches.isEmpty {
            canvas.put(
                "nothing matches", row: list.row, column: list.column + 2, width: list.columns - 2, ink[.dim], ink)
        }
        for (offset, place) in window.rows.enumerated() {
            draw(
                picker.items[matches[place]], isCursor: place == picker.cursor, on: &canvas, list.line(offset))
        }
        let edge = box.area.column + box.area.columns - 1
        if window.isCutAbove { canvas[list.row, edge] = Cell(ink.marks.up, ink[.accent]) }
        if window.isCutBelow { canvas[list.row + list.rows - 1, edge] = Cell(ink.marks.down, ink[.accent]) }
        if matches.indices.contains(picker.cursor), let reason = picker.items[matches[picker.cursor]].disabled {
            canvas.put(
                "\(ink.marks.warning) \(reason)", row: inner.row + inner.rows - 1, column: inner.column,
                width: inner.columns, ink[.warning], ink)
        }
    }

    private var isAside: Bool {
        switch picker.kind {
        case .themes, .outputs, .inputs, .seeds: true
        case .commands, .files, .instruments, .players: false
        }
    }

    private func drawQuery(on canvas: inout Canvas, _ inner: Rect) {
        canvas.write(String(ink.marks.cursor), row: inner.row, column: inner.column, style: ink[.accent])
        let room = inner.columns - 3
        guard room > 0 else { return }
        let query = String(NarrowText.clean(picker.query, ink).suffix(room))
        let end = canvas.write(query, row: inner.row, column: inner.column + 2, style: ink[.field], width: room)
        if query.isEmpty {
            canvas.put(
                "type to search", row: inner.row, column: inner.column + 3, width: room - 1, ink[.dim], ink)
        }
        var under = ink[.cursor]
        under.isReversed = ink.depth == .mono
        canvas[inner.row, end] = Cell(" ", under)
        canvas.cursor = (inner.row, end)
    }

    private func draw(_ item: Overlay.Picker.Item, isCursor: Bool, on canvas: inout Canvas, _ line: Rect) {
        let ground: Theme.Role? = isCursor ? .selection : nil
        if isCursor {
            canvas.lay(line, on: ink[.selection])
            canvas[line.row, line.column] = Cell(ink.marks.cursor, ink.style(.accent, on: ground))
        }
        let detail = NarrowText.clean(item.detail, ink)
        let detailWidth = min(detail.count, line.columns / 2)
        let room = line.columns - 2 - (detailWidth > 0 ? detailWidth + 1 : 0)
        let title = NarrowText.fit(NarrowText.clean(item.title, ink), room, ink)
        let matched = Self.matched(title, picker.query)
        for (index, character) in title.enumerated() {
            var style = ink.style(
                item.disabled != nil ? .dim : matched.contains(index) ? .accent : .text, on: ground)
            if matched.contains(index) { style.isBold = true }
            canvas[line.row, line.column + 2 + index] = Cell(character, style)
        }
        canvas.putRight(
            detail, row: line.row, end: line.column + line.columns, width: detailWidth, ink.style(.dim, on: ground), ink
        )
    }

    /// Places of the query's characters in order, whole runs first: what a fuzzy search found.
    static func matched(_ title: String, _ query: String) -> Set<Int> {
        let (title, query) = (Array(title.lowercased()), Array(query.lowercased().filter { $0 != " " }))
        guard !query.isEmpty, query.count <= title.count else { return [] }
        if let start = (0...title.count - query.count).first(where: { Array(title[$0..<$0 + query.count]) == query }) {
            return Set(start..<start + query.count)
        }
        var found: Set<Int> = []
        var next = 0
        for (index, character) in title.enumerated() where next < query.count && character == query[next] {
            found.insert(index)
            next += 1
        }
        return next == query.count ? found : []
    }
}

extension OverlayBox {
    func moved(toColumn column: Int) -> OverlayBox {
        OverlayBox(
            ink: ink, area: Rect(row: area.row, column: max(column, 0), rows: area.rows, columns: area.columns))
    }

    private init(ink: Ink, area: Rect) {
        self.ink = ink
        self.area = area
    }
}
