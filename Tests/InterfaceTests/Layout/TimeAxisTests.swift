import Interface
import Testing

@Suite struct TimeAxisTests {
    @Test func aColumnsTimeFallsIntoItsColumn() {
        for secondsPerColumn in [0.001, 0.0123, 0.1, 1 / 3.0, 2.5] {
            for start in [0.0, 0.1, 17.3, 599.999] {
                let axis = TimeAxis(start: start, secondsPerColumn: secondsPerColumn, columns: 200)
                for column in 0..<200 {
                    #expect(axis.column(of: axis.time(ofColumn: column)) == column)
                    #expect(axis.visibleColumn(of: axis.time(ofColumn: Double(column) + 0.5)) == column)
                }
            }
        }
    }

    @Test func aViewWithoutZoomShowsTheWholeSong() {
        var view = TimelineView()
        view.start = 7
        let axis = TimeAxis(view, duration: 120, columns: 60)
        #expect(axis == TimeAxis(start: 0, secondsPerColumn: 2, columns: 60))
        #expect(axis.visibleColumn(of: 120) == 59, "the very end stands in the last column")
        #expect(axis.visibleColumn(of: 120.5) == nil)
        #expect(axis.visibleColumn(of: -0.1) == nil)
    }

    @Test func aZoomedViewBeginsAtItsStart() {
        var view = TimelineView()
        view.start = 7
        view.secondsPerColumn = 0.5
        let axis = TimeAxis(view, duration: 120, columns: 10)
        #expect(axis.visibleColumn(of: 7) == 0)
        #expect(axis.end == 12)
    }

    @Test func spansAreCutToTheScreen() {
        let axis = TimeAxis(start: 10, secondsPerColumn: 1, columns: 10)
        #expect(axis.visibleColumns(of: 5..<12) == 0..<2)
        #expect(axis.visibleColumns(of: 12..<13) == 2..<3, "an end on an edge does not reach into the next column")
        #expect(axis.visibleColumns(of: 19.5..<99) == 9..<10)
        #expect(axis.visibleColumns(of: 20..<30) == nil)
        #expect(axis.visibleColumns(of: 1..<10) == nil)
    }

    @Test func oddNumbersMakeNoOddAxis() {
        for odd in [Double.nan, .infinity, -.infinity, 1e300, -1] {
            let axis = TimeAxis(start: odd, secondsPerColumn: odd, columns: -3)
            #expect(axis.columns == 0 && axis.secondsPerColumn > 0 && axis.start.isFinite)
            #expect(axis.visibleColumn(of: 0) == nil)
            let shown = TimeAxis(TimelineView(), duration: odd, columns: 10)
            #expect(shown.end > 0 && shown.end.isFinite)
            #expect(shown.visibleColumn(of: .nan) == nil)
            _ = shown.column(of: odd)
        }
    }
}
