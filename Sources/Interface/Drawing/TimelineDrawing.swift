import Signal
import Terminal

/// What everything on the time axis is drawn with.
struct TimelineDrawing {
    let state: WorkstationState
    let words: KeyWords
    let ink: Ink
    let layout: Layout
    let axis: TimeAxis
    /// From the axis's left edge; nil while it is off the screen.
    let playhead: Int?
    /// Columns of the loop, cut to the screen.
    let loop: Range<Int>?

    init(_ scene: Scene, _ ink: Ink, _ layout: Layout) {
        state = scene.state
        words = KeyWords(scene.keys)
        self.ink = ink
        self.layout = layout
        axis = layout.timeAxis(state)
        playhead = state.songDuration > 0 ? axis.visibleColumn(of: state.playhead) : nil
        loop = state.song.loop.flatMap(axis.visibleColumns(of:))
    }

    /// A sound to draw, by the name that stands beside it.
    struct Sound {
        var name: String
        /// nil until its picture is made.
        var picture: Media.Picture?
    }

    var vocal: Sound? { state.song.vocal == nil ? nil : Sound(name: "vocal", picture: state.media.vocal) }

    /// The take that sounds in the lane under the cursor; while it is silent, the one marked B or A, else its last.
    var take: Sound? {
        let lane = state.song.lane
        let marked = [state.song.scene, state.song.b, state.song.a].lazy.compactMap { scene -> Int? in
            guard let take = scene?.takes[lane.id]?.flatMap(\.self) else { return nil }
            return lane[take: take]?.id
        }
        guard let id = marked.first ?? lane.takes.last?.id else { return nil }
        return Sound(name: "#\(id)", picture: state.media.takes[id])
    }

    /// Sounds above each other, as the view asks for them.
    var shown: [Sound] {
        switch state.melView {
        case .vocal, .difference: [vocal ?? take].compactMap(\.self)
        case .take: [take ?? vocal].compactMap(\.self)
        case .both: [vocal, take].compactMap(\.self)
        }
    }

    /// Writes a label into the gutter's row.
    func label(
        _ text: String, _ role: Theme.Role, row: Int, on canvas: inout Canvas
    ) {
        canvas.put(text, row: row, column: layout.gutter.column, width: layout.gutter.columns, ink[role], ink)
    }

    /// The same, against the timeline.
    func scale(_ text: String, _ role: Theme.Role = .dim, row: Int, on canvas: inout Canvas) {
        let gutter = layout.gutter
        canvas.putRight(
            text, row: row, end: gutter.column + gutter.columns, width: gutter.columns, ink[role], ink)
    }

    /// Cuts an area into as many parts above each other as there are sounds, the last getting what is left over.
    static func parts(of area: Rect, count: Int) -> [Rect] {
        guard count > 0 else { return [] }
        return (0..<count).map { index in
            let first = area.rows * index / count
            let next = area.rows * (index + 1) / count
            return Rect(row: area.row + first, column: area.column, rows: next - first, columns: area.columns)
        }
    }
}
