/// A grid of cells that panels draw on; whatever falls outside is cut off.
public struct Canvas: Sendable, Equatable {
    public let size: Size
    private var cells: [Cell]
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: (row: Int, column: Int)? {
        get { cursorRow.flatMap { row in cursorColumn.map { (row, $0) } } }
        set { (cursorRow, cursorColumn) = (newValue?.row, newValue?.column) }
    }
    private var cursorRow: Int?
    private var cursorColumn: Int?

    public init(size: Size, fill: Cell = Cell()) {
        self.size = Size(rows: max(size.rows, 0), columns: max(size.columns, 0))
        cells = [Cell](repeating: fill, count: self.size.rows * self.size.columns)
    }

    /// - Precondition on reading: the place is inside.
    public subscript(row: Int, column: Int) -> Cell {
        get {
            precondition(contains(row, column), "outside of the canvas")
            return cells[row * size.columns + column]
        }
        set { if contains(row, column) { cells[row * size.columns + column] = newValue } }
    }

    private func contains(_ row: Int, _ column: Int) -> Bool {
        row >= 0 && row < size.rows && column >= 0 && column < size.columns
    }

    /// Writes text in one row, cut to `width` columns (all that are left without one).
    /// - Returns: the column after the text.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol, row: Int, column: Int, style: CellStyle = .plain, width: Int? = nil
    ) -> Int {
        var place = column
        let end = width.map { column + $0 } ?? size.columns
        for character in text where place < end {
            // a control character would move the terminal's cursor, a wide one what stands beside it
            self[row, place] = Cell(character.oneColumnWide(), style)
            place += 1
        }
        return place
    }

    public mutating func fill(_ area: Rect, with cell: Cell) {
        for row in max(area.row, 0)..<max(min(area.row + area.rows, size.rows), max(area.row, 0)) {
            for column in max(area.column, 0)..<max(min(area.column + area.columns, size.columns), max(area.column, 0))
            { self[row, column] = cell }
        }
    }

    /// The characters of a row, spaces at its end left out.
    public func text(row: Int) -> String {
        var text = String((0..<size.columns).map { self[row, $0].character })
        while text.last == " " { text.removeLast() }
        return text
    }

    /// All rows.
    public var text: String { (0..<size.rows).map(text(row:)).joined(separator: "\n") }
}
