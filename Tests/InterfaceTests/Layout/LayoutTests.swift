import Interface
import Terminal
import Testing

@Suite struct LayoutTests {
    private func panels(_ layout: Layout) -> [Rect] {
        [
            layout.header, layout.gutter, layout.ruler, layout.waveform, layout.spectrogram, layout.leadSheet,
            layout.rule, layout.takes, layout.recipe, layout.mixer, layout.message, layout.hints,
        ] + (layout.lanes.isEmpty ? [] : [layout.lanes])
    }

    @Test func noPanelsOverlapAndAllLieOnTheScreen() {
        for rows in stride(from: 0, through: 90, by: 3) {
            for columns in stride(from: 0, through: 260, by: 20) {
                for (focus, lanes) in zip(Focus.allCases, [0, 1, 3, 7, 40]) {
                    let layout = Layout(size: Size(rows: rows, columns: columns), focus: focus, lanes: lanes)
                    guard !layout.isTooSmall else {
                        #expect(panels(layout).allSatisfy { $0.isEmpty })
                        continue
                    }
                    var taken = Set<Int>()
                    var cells = 0
                    for panel in panels(layout) {
                        #expect(panel.row >= 0 && panel.row + panel.rows <= rows && !panel.isEmpty)
                        #expect(panel.column >= 0 && panel.column + panel.columns <= columns)
                        // corners and edges are enough to find an overlap of rectangles
                        for row in [panel.row, panel.row + panel.rows - 1] {
                            for column in panel.column..<panel.column + panel.columns {
                                taken.insert(row * 1000 + column)
                            }
                        }
                        cells += panel.rows == 1 ? panel.columns : panel.columns * 2
                    }
                    #expect(taken.count == cells, "\(columns) x \(rows) with \(focus) focused")
                }
            }
        }
    }

    @Test(arguments: [(18, 60), (24, 80), (30, 100), (40, 120), (60, 200)])
    func everyRowIsUsed(rows: Int, columns: Int) {
        for lanes in [0, 1, 2, 30] {
            let layout = Layout(size: Size(rows: rows, columns: columns), lanes: lanes)
            let used =
                layout.header.rows + layout.timeline.rows + layout.rule.rows + layout.takes.rows + layout.message.rows
                + layout.hints.rows
            #expect(used == rows)
            #expect(layout.waveform.rows >= 2 && layout.spectrogram.rows > layout.waveform.rows)
            #expect((lanes == 0) == layout.lanes.isEmpty && layout.lanes.rows <= lanes)
        }
    }

    @Test func theTimelineHasOneAxis() {
        for columns in [60, 80, 120, 200] {
            let layout = Layout(size: Size(rows: 30, columns: columns))
            for part in [layout.ruler, layout.waveform, layout.spectrogram, layout.leadSheet] {
                #expect(part.column == layout.timelineColumn && part.columns == layout.timelineColumns)
            }
        }
    }

    @Test func aNarrowScreenGivesTheFocusedPanelMore() {
        let size = Size(rows: 24, columns: 80)
        let calm = Layout(size: size, focus: .timeline)
        #expect(Layout(size: size, focus: .recipe).recipe.columns > calm.recipe.columns)
        #expect(Layout(size: size, focus: .mixer).mixer.columns > calm.mixer.columns)
        #expect(Layout(size: size, focus: .takes).takes.columns > calm.takes.columns)
        let wide = Size(rows: 40, columns: 120)
        #expect(Layout(size: wide, focus: .recipe) == Layout(size: wide, focus: .mixer))
    }

    @Test func placesBelongToPanels() {
        let layout = Layout(size: Size(rows: 24, columns: 80))
        #expect(layout.focus(row: layout.waveform.row, column: 40) == .timeline)
        #expect(layout.focus(row: layout.leadSheet.row, column: 40) == .leadSheet)
        #expect(layout.focus(row: layout.recipe.row, column: layout.recipe.column) == .recipe)
        #expect(layout.focus(row: layout.mixer.row, column: 79) == .mixer)
        #expect(layout.focus(row: 23, column: 0) == nil)
    }
}
