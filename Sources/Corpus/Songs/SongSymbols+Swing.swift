import Band
import Music

extension SongSymbols {
    /// The same song as a band with this swing plays it: notes and chord changes between the beats come later, the beats
    /// stay.
    public func swung(by swing: Swing) -> SongSymbols {
        guard let grid = BeatGrid(beats: leadSheet.beats) else { return self }
        return moved(beats: leadSheet.beats) { grid.seconds(at: swing.played(grid.position(at: $0))) }
    }

    /// Everything at other times.
    /// - Parameter time: strictly rising.
    func moved(beats: [Double], time: (Double) -> Double) -> SongSymbols {
        func moved(_ notes: [Note]) -> [Note] {
            notes.map { note in
                let start = max(time(note.start), 0)
                var later = note
                (later.start, later.duration) = (start, max(time(note.end) - start, 1e-3))
                return later
            }
        }
        var song = self
        song.melody = moved(melody)
        song.piano = moved(piano)
        song.bridge = moved(bridge)
        song.leadSheet.beats = beats
        song.leadSheet.chords = leadSheet.chords.map { span in
            var span = span
            span.start = max(time(span.start), 0)
            span.end = max(time(span.end), span.start)
            return span
        }
        song.keys = keys.enumerated().map { index, change in
            KeyChange(start: index == 0 ? change.start : max(time(change.start), 0), key: change.key)
        }
        return song
    }
}
