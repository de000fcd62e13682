import Terminal

/// A mouse is never needed: a click moves the playhead or the focus, the wheel zooms and moves cursors.
extension Workstation {
    func mouse(_ event: MouseEvent) {
        guard state.entry == nil else { return }
        if state.overlay != nil { return wheelInOverlay(event) }
        let layout = view.layout
        guard let place = layout.focus(row: event.row, column: event.column) else { return }
        let time = layout.timeAxis(state).time(ofColumn: Double(event.column - layout.timelineColumn))
        switch event.action {
        case .press:
            state.focus = place
            if layout.lanes.contains(row: event.row, column: event.column) {
                selectLane(inRow: event.row - layout.lanes.row, of: layout.lanes.rows)
            } else if place == .timeline {
                perform { $0.playback.seek(to: time) }
            }
            if place == .leadSheet { leadSheet.moveSheetCursor(toBeatAt: time) }
        case .wheelUp, .wheelDown:
            let isUp = event.action == .wheelUp
            switch place {
            case .timeline, .leadSheet: perform { $0.view.zoom(in: isUp, around: time) }
            case .takes: takes.moveTakesCursor(isUp ? -1 : 1)
            case .recipe: recipe.moveRecipeCursor(isUp ? -1 : 1)
            case .mixer: mixer.stepMixer(isUp ? 1 : -1)
            }
        case .release: break
        }
    }

    private func selectLane(inRow row: Int, of rows: Int) {
        let lanes = state.song.accompaniment
        let cursor = lanes.firstIndex { $0.id == state.song.lane.id } ?? 0
        let shown = Array(ListWindow(count: lanes.count, height: rows, cursor: cursor).rows)
        if shown.indices.contains(row) { self.lanes.select(lane: lanes[shown[row]].id) }
    }

    /// What needs a vocal.
    private func perform(_ action: (Workstation) -> Void) {
        if state.song.vocal != nil { action(self) }
    }

    private func wheelInOverlay(_ event: MouseEvent) {
        let step: Int
        switch event.action {
        case .wheelUp: step = -1
        case .wheelDown: step = 1
        case .press, .release: return
        }
        switch state.overlay {
        case .page: dialogs.scrollPage(by: step)
        case .picker: dialogs.movePicker(by: step)
        case .form: export.moveForm(by: step)
        case .question, nil: break
        }
    }
}
