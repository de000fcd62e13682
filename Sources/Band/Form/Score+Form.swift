import Music

extension Score {
    /// The song's form as its symbols show it: where each section begins, in seconds and in order; empty without beats.
    public var form: [(start: Double, kind: Section.Kind)] {
        guard let grid = BeatGrid(beats: leadSheet.beats) else { return [] }
        let bars = Bar.bars(of: leadSheet, grid: grid, until: duration)
        return SongForm(self, bars: bars, grid: grid).sections.compactMap { section in
            bars.first { $0.index == section.startBar }.map { (grid.seconds(at: $0.start), section.kind) }
        }
    }
}
