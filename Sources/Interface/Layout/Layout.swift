import Terminal

/// Where everything stands on a screen: a function of its size, of what is focused, of how many lanes have rows, and of
/// nothing else.
public struct Layout: Sendable, Equatable {
    public let size: Size
    /// Whether the screen is too small for the panels; all of them are empty then.
    public let isTooSmall: Bool

    /// State, position, title, key, device: one row.
    public private(set) var header = Rect.nothing
    /// Labels left of the timeline: the columns beside ruler, waveform, spectrogram and lead sheet.
    public private(set) var gutter = Rect.nothing
    /// Times above the waveform: one row, without the gutter like all of the timeline.
    public private(set) var ruler = Rect.nothing
    public private(set) var waveform = Rect.nothing
    /// A row for each lane as far as there is room; none where there is one lane only.
    public private(set) var lanes = Rect.nothing
    public private(set) var spectrogram = Rect.nothing
    /// Bar numbers and beats over chords: two rows.
    public private(set) var leadSheet = Rect.nothing
    /// The rule that carries the titles of the panels under it.
    public private(set) var rule = Rect.nothing
    public private(set) var takes = Rect.nothing
    public private(set) var recipe = Rect.nothing
    public private(set) var mixer = Rect.nothing
    public private(set) var message = Rect.nothing
    public private(set) var hints = Rect.nothing

    /// What the panels need at least.
    public static let minimum = Size(rows: 18, columns: 60)
    /// What the panels are drawn for.
    public static let comfortable = Size(rows: 24, columns: 80)
    /// Screens from this width on have a wide gutter and panels that don't move with the focus.
    static let wide = 100
    /// Lanes get one row of so many that pictures have.
    private static let shareOfLanes = 3
    /// What waveform and spectrogram need at least.
    private static let pictureRows = 5
    /// Screens from this width on have room for explanations in the recipe.
    private static let roomy = 160

    /// - Parameter lanes: that want a row each.
    public init(size: Size, focus: Focus = .timeline, lanes: Int = 0) {
        self.size = size
        isTooSmall = size.rows < Self.minimum.rows || size.columns < Self.minimum.columns
        guard !isTooSmall else { return }
        placeRows(lanes)
        placePanels(focus)
    }

    /// For a state as it is.
    public init(size: Size, state: WorkstationState) {
        let lanes = state.song.accompaniment.count
        self.init(size: size, focus: state.focus, lanes: lanes > 1 ? lanes : 0)
    }

    /// Columns of the time axis.
    public var timelineColumns: Int { waveform.columns }
    /// The screen's column at which the time axis begins.
    public var timelineColumn: Int { waveform.column }
    /// Ruler, waveform, lanes, spectrogram and lead sheet together.
    public var timeline: Rect {
        Rect(
            row: ruler.row, column: ruler.column, rows: leadSheet.row + leadSheet.rows - ruler.row,
            columns: ruler.columns)
    }

    /// The axis that a state shows.
    public func timeAxis(_ state: WorkstationState) -> TimeAxis {
        TimeAxis(state.timeline, span: state.songSpan, columns: timelineColumns)
    }

    /// What a place belongs to, for the mouse.
    public func focus(row: Int, column: Int) -> Focus? {
        if leadSheet.contains(row: row, column: column) { return .leadSheet }
        if timeline.contains(row: row, column: column) { return .timeline }
        if takes.contains(row: row, column: column) { return .takes }
        if recipe.contains(row: row, column: column) { return .recipe }
        return mixer.contains(row: row, column: column) ? .mixer : nil
    }

    private mutating func placeRows(_ wanted: Int) {
        let gutterColumns = size.columns >= Self.wide ? 11 : 7
        // header, ruler, two of lead sheet, rule, message, hints
        let fixed = 7
        let free = size.rows - fixed
        let bottom = min(max((free * 2 + 2) / 5, 5), 15)
        let laneRows = min(wanted, (free - bottom) / Self.shareOfLanes, free - bottom - Self.pictureRows)
        let pictures = free - bottom - laneRows
        let wave = pictures * 2 / 5
        var row = 0
        func next(_ rows: Int, from column: Int = 0) -> Rect {
            defer { row += rows }
            return Rect(row: row, column: column, rows: rows, columns: size.columns - column)
        }
        header = next(1)
        ruler = next(1, from: gutterColumns)
        waveform = next(wave, from: gutterColumns)
        lanes = next(laneRows, from: gutterColumns)
        spectrogram = next(pictures - wave, from: gutterColumns)
        leadSheet = next(2, from: gutterColumns)
        gutter = Rect(row: ruler.row, column: 0, rows: row - ruler.row, columns: gutterColumns - 1)
        rule = next(1)
        takes = next(bottom)
        message = next(1)
        hints = next(1)
    }

    private mutating func placePanels(_ focus: Focus) {
        // two columns are lines between the panels
        let columns = size.columns - 2
        let shares = Self.shares(columns: size.columns, focus)
        let first = columns * shares.takes / 100
        let second = columns * shares.recipe / 100
        let bottom = takes
        takes.columns = first
        recipe = Rect(row: bottom.row, column: first + 1, rows: bottom.rows, columns: second)
        mixer = Rect(
            row: bottom.row, column: first + second + 2, rows: bottom.rows, columns: columns - first - second)
    }

    /// Percent of the width; on a narrow screen the focused panel gets more.
    private static func shares(columns: Int, _ focus: Focus) -> (takes: Int, recipe: Int) {
        if columns >= roomy { return (38, 36) }
        if columns >= wide { return (40, 32) }
        switch focus {
        case .takes: return (46, 28)
        case .recipe: return (24, 50)
        case .mixer: return (32, 28)
        case .timeline, .leadSheet: return (38, 32)
        }
    }
}

extension Rect {
    static let nothing = Rect(row: 0, column: 0, rows: 0, columns: 0)

    /// One of its rows, from 0.
    func line(_ index: Int) -> Rect {
        Rect(row: row + index, column: column, rows: index < rows ? 1 : 0, columns: columns)
    }
}
