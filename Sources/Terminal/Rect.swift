/// A part of a screen; rows and columns count from 0 at the top left.
public struct Rect: Hashable, Sendable {
    public var row: Int
    public var column: Int
    public var rows: Int
    public var columns: Int

    public init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = rows
        self.columns = columns
    }

    public var size: Size { Size(rows: rows, columns: columns) }
    public var isEmpty: Bool { rows <= 0 || columns <= 0 }

    public func contains(row: Int, column: Int) -> Bool {
        (self.row..<self.row + max(rows, 0)).contains(row)
            && (self.column..<self.column + max(columns, 0)).contains(column)
    }
}
