/// Which second of the song stands in which column; the one axis of waveform, spectrogram, ruler and lead sheet.
public struct TimeAxis: Sendable, Equatable {
    /// Seconds at the left edge of column 0.
    public let start: Double
    /// Over 0.
    public let secondsPerColumn: Double
    public let columns: Int

    /// Nothing finer is worth a column, seconds.
    public static let finest = 0.0005
    /// Shown of a song that has no sound yet, seconds.
    public static let emptyDuration = 10.0
    /// Further than any song, seconds: times beyond it would lose their columns to rounding.
    private static let furthest = 1e6
    /// Part of a column by which a time may miss it through rounding.
    private static let tolerance = 1e-6

    /// Values that are no numbers become 0 or the finest zoom.
    public init(start: Double, secondsPerColumn: Double, columns: Int) {
        self.start = start.isFinite ? min(max(start, -Self.furthest), Self.furthest) : 0
        self.secondsPerColumn =
            secondsPerColumn.isFinite ? min(max(secondsPerColumn, Self.finest), Self.furthest) : Self.finest
        self.columns = max(columns, 0)
    }

    /// - Parameter duration: of the song, seconds; a view without a zoom shows all of it.
    public init(_ view: TimelineView, duration: Double, columns: Int) {
        self.init(view, start: 0, duration: duration, columns: columns)
    }

    /// - Parameter span: seconds in which the song sounds.
    public init(_ view: TimelineView, span: Range<Double>, columns: Int) {
        self.init(view, start: span.lowerBound, duration: span.upperBound - span.lowerBound, columns: columns)
    }

    private init(_ view: TimelineView, start: Double, duration: Double, columns: Int) {
        let whole = (duration > 0 && duration.isFinite ? duration : Self.emptyDuration) / Double(max(columns, 1))
        guard let zoom = view.secondsPerColumn else {
            self.init(start: start, secondsPerColumn: whole, columns: columns)
            return
        }
        self.init(start: view.start, secondsPerColumn: zoom, columns: columns)
    }

    /// Seconds at the right edge of the last column.
    public var end: Double { time(ofColumn: columns) }

    /// Seconds at a column's left edge.
    public func time(ofColumn column: Int) -> Double { time(ofColumn: Double(column)) }

    /// Seconds at a place between columns.
    public func time(ofColumn column: Double) -> Double { start + column * secondsPerColumn }

    /// The column that a time falls into, which may lie outside of the screen.
    public func column(of time: Double) -> Int {
        let place = (time - start) / secondsPerColumn + Self.tolerance
        guard place.isFinite else { return time > start ? Int(Int32.max) : Int(Int32.min) }
        return Int(min(max(place, Double(Int32.min)), Double(Int32.max)).rounded(.down))
    }

    /// The same, nil outside of the screen; the very end belongs to the last column.
    public func visibleColumn(of time: Double) -> Int? {
        guard columns > 0, time.isFinite else { return nil }
        let column = column(of: time)
        if column == columns, time <= end + secondsPerColumn * Self.tolerance { return columns - 1 }
        return (0..<columns).contains(column) ? column : nil
    }

    /// The columns that a span touches, cut to the screen; nil when it lies outside.
    public func visibleColumns(of span: Range<Double>) -> Range<Int>? {
        guard columns > 0, span.lowerBound.isFinite, span.upperBound.isFinite else { return nil }
        let first = max(column(of: span.lowerBound), 0)
        let last = min(column(of: span.upperBound - secondsPerColumn * Self.tolerance * 2), columns - 1)
        return first <= last ? first..<last + 1 : nil
    }
}
