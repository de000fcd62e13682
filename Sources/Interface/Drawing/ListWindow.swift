/// Which rows of a list are shown, so that its cursor is.
struct ListWindow {
    let rows: Range<Int>
    let isCutAbove: Bool
    let isCutBelow: Bool

    init(count: Int, height: Int, cursor: Int) {
        let height = max(height, 0)
        let first = min(max(cursor - height / 2, 0), max(count - height, 0))
        rows = first..<min(first + height, max(count, first))
        isCutAbove = first > 0
        isCutBelow = rows.upperBound < count
    }
}
