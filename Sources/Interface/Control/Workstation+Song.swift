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
        tell(.info, "undone: \(title)")
    }

    func redo() {
        guard let title = history.redoTitle, let song = history.redo(state.song) else { return }
        replace(song)
        tell(.info, "done again: \(title)")
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
        if song.takes != old.takes || song.audition != old.audition { readTakes() }
        if song.guides != old.guides { readGuides() }
        if song.mixer != old.mixer || song.audition != old.audition || song.takes != old.takes
            || song.guides != old.guides
        {
            reloadPlan()
        }
        if song.loop != old.loop || song.isLooping != old.isLooping { reloadLoop() }
        if song.sheet != old.sheet { reloadClick() }
        if song.sheet != old.sheet || song.vocal?.file != old.vocal?.file || song.guides != old.guides {
            followChanges()
        }
    }

    private func clampCursors() {
        state.takesCursor = min(max(state.takesCursor, 0), max(state.takeRowCount - 1, 0))
        state.mixerCursor = min(max(state.mixerCursor, 0), state.stripNames.count - 1)
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
