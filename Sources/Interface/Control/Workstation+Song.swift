import Songs

/// All changes of the song pass here: they are remembered, saved and heard.
extension Workstation {
    /// A change that a person makes: undo takes it back.
    /// - Parameters:
    ///   - title: as it follows "undo".
    ///   - key: quick changes of one key are undone together.
    func edit(_ title: String, key: String? = nil, _ change: (inout Song) throws -> Void) rethrows {
        var song = state.song
        try change(&song)
        guard song != state.song else { return }
        history.record(title, from: state.song, to: song, key: key)
        replace(song)
    }

    /// A change that is not undone: what plays, what arrives.
    func update(_ change: (inout Song) -> Void) {
        var song = state.song
        change(&song)
        if song != state.song { replace(song) }
    }

    func undo() {
        guard let title = history.undoTitle, let song = history.undo(state.song) else { return }
        replace(song)
        drawReturned()
        tell(.info, "undone: \(title)")
    }

    func redo() {
        guard let title = history.redoTitle, let song = history.redo(state.song) else { return }
        replace(song)
        drawReturned()
        tell(.info, "done again: \(title)")
    }

    /// Takes that came back with their sound still in memory have lost their pictures.
    private func drawReturned() {
        for take in state.song.allTakes where state.media.takes[take.id] == nil {
            if let stems = sounds.stems[take.id] { drawTake(take.id, stems, start: take.start) }
        }
    }

    private func replace(_ song: Song) {
        let old = state.song
        state.song = song
        state.undoTitle = history.undoTitle
        state.redoTitle = history.redoTitle
        clampCursors()
        folder?.note(song)
        autosaver?.changed(song)
        if song.vocal?.file != old.vocal?.file { readVocal() }
        if song.lanes.map(\.takes) != old.lanes.map(\.takes) || song.lanes.map(\.active) != old.lanes.map(\.active) {
            readTakes()
        }
        if song.lanes.map(\.part) != old.lanes.map(\.part) { readGuides() }
        if Self.heard(song) != Self.heard(old) || song.master != old.master { reloadPlan() }
        if song.loop != old.loop || song.isLooping != old.isLooping { reloadLoop() }
        if song.sheet != old.sheet { reloadClick() }
        if song.sheet != old.sheet || song.vocal?.file != old.vocal?.file
            || song.lanes.map(\.part) != old.lanes.map(\.part)
        {
            followChanges()
        }
    }

    /// What of the lanes decides how they sound: all but what the next takes are made with.
    private static func heard(_ song: Song) -> [Lane] {
        song.lanes.map { lane in
            var lane = lane
            if lane.recipe != nil { lane.player = .recording }
            return lane
        }
    }

    private func clampCursors() {
        state.takesCursor = min(max(state.takesCursor, 0), max(state.takeRowCount - 1, 0))
        state.mixerCursor = min(max(state.mixerCursor, 0), state.mixerTargets.count - 1)
        let beats = state.song.sheet?.leadSheet.beats.count ?? 0
        state.sheetCursor = min(max(state.sheetCursor, 0), max(beats - 1, 0))
    }

    func renameSong() {
        ask("title", state.song.title, in: state.focus) { [self] text in
            let title = text.trimmingCharacters(in: .whitespaces)
            guard !title.isEmpty else { throw Complaint("a song needs a title") }
            edit("song title") { $0.title = title }
        }
    }
}
