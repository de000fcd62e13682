import Terminal

/// A row of facts that lets go of the least important ones until the rest fits; none is ever cut in the middle, but for
/// those that say so.
struct Segments {
    struct Segment {
        var text: String
        var role: Theme.Role
        /// 0 stays longest.
        var rank: Int
        /// Columns below which it goes rather than shrink; nil never shrinks.
        var shrinksTo: Int?
    }

    private var left: [Segment] = []
    private var right: [Segment] = []
    private let ink: Ink
    private let gap: Int

    init(_ ink: Ink, gap: Int = 2) {
        self.ink = ink
        self.gap = gap
    }

    mutating func add(_ text: String, _ role: Theme.Role, rank: Int, shrinksTo: Int? = nil) {
        append(text, role, rank, shrinksTo, to: &left)
    }

    mutating func addRight(_ text: String, _ role: Theme.Role, rank: Int, shrinksTo: Int? = nil) {
        append(text, role, rank, shrinksTo, to: &right)
    }

    private func append(
        _ text: String, _ role: Theme.Role, _ rank: Int, _ shrinksTo: Int?, to side: inout [Segment]
    ) {
        let clean = NarrowText.clean(text, ink)
        if !clean.isEmpty { side.append(Segment(text: clean, role: role, rank: rank, shrinksTo: shrinksTo)) }
    }

    func draw(on canvas: inout Canvas, in area: Rect, ground: Theme.Role? = nil) {
        guard !area.isEmpty else { return }
        var (left, right) = (left, right)
        while !fits(&left, &right, area.columns) {
            let worst = (left + right).map(\.rank).max()
            if let index = right.firstIndex(where: { $0.rank == worst }) {
                right.remove(at: index)
            } else if let index = left.lastIndex(where: { $0.rank == worst }) {
                left.remove(at: index)
            } else {
                return
            }
        }
        var column = area.column
        for segment in left {
            canvas.write(segment.text, row: area.row, column: column, style: ink.style(segment.role, on: ground))
            column += segment.text.count + gap
        }
        column = area.column + area.columns - width(right)
        for segment in right {
            canvas.write(segment.text, row: area.row, column: column, style: ink.style(segment.role, on: ground))
            column += segment.text.count + gap
        }
    }

    private func width(_ segments: [Segment]) -> Int {
        segments.reduce(0) { $0 + $1.text.count } + max(segments.count - 1, 0) * gap
    }

    /// Shrinks what may shrink.
    private func fits(_ left: inout [Segment], _ right: inout [Segment], _ columns: Int) -> Bool {
        let between = left.isEmpty || right.isEmpty ? 0 : gap
        let excess = width(left) + width(right) + between - columns
        guard excess > 0 else { return true }
        for index in left.indices {
            if shrink(&left[index], by: excess) { return true }
        }
        for index in right.indices {
            if shrink(&right[index], by: excess) { return true }
        }
        return left.isEmpty && right.isEmpty
    }

    private func shrink(_ segment: inout Segment, by excess: Int) -> Bool {
        guard let least = segment.shrinksTo, segment.text.count - excess >= least else { return false }
        segment.text = NarrowText.fit(segment.text, segment.text.count - excess, ink)
        return true
    }
}
