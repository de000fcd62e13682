import Music

/// The piano as it was recorded, in the band's feel.
struct RecordedPiano {
    let stage: Stage
    let sheet: StyleSheet.Keys
    /// What was played: the piano, and the second line where no lead plays it.
    let recorded: [Note]

    /// Velocities are drawn towards the middle and follow the form.
    func notes() -> [Note] {
        let notes = recorded.filter { $0.start < stage.end }.map { note in
            let position = stage.grid.position(at: note.start)
            let start = max(stage.seconds(at: position), 0)
            let finish = stage.seconds(at: stage.grid.position(at: note.end))
            let bar = stage.bars.last { $0.start <= position + 0.1 } ?? stage.bars[0]
            let loudness = (1 + stage.intensity(of: bar).loudness) / 2
            let velocity = ((52 + (Double(note.velocity) - 52) * 0.6) * sheet.velocity + 12) * loudness
            return Note(
                start: start, duration: max(finish - start, 0.05), pitch: note.pitch,
                velocity: min(max(Int(velocity), 20), 120))
        }
        return stage.tidied(notes)
    }
}
