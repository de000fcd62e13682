import Music
import Signal

/// What all players of a band share: the song, its bars and form, and the feel.
struct Stage: Sendable {
    let song: Score
    let grid: BeatGrid
    let bars: [Bar]
    let sections: [Section]
    let swing: Swing
    let feel: StyleSheet.Feel
    /// Seconds: nothing sounds after it.
    let end: Double
    /// For each bar the section it is in.
    private let sectionOfBar: [Int]
    private let firstIndex: Int

    init(song: Score, grid: BeatGrid, bars: [Bar], sections: [Section], swing: Swing, feel: StyleSheet.Feel) {
        self.song = song
        self.grid = grid
        self.bars = bars
        self.sections = sections
        self.swing = swing
        self.feel = feel
        end = song.duration
        firstIndex = bars.first?.index ?? 0
        sectionOfBar = bars.map { bar in
            sections.firstIndex { bar.index < $0.endBar } ?? max(sections.count - 1, 0)
        }
    }

    func section(of bar: Bar) -> Section { sections[sectionOfBar[bar.index - firstIndex]] }

    func intensity(of bar: Bar) -> Intensity { section(of: bar).intensity }

    /// The section that begins with the bar after this one.
    func sectionAfter(_ bar: Bar) -> Section? {
        let next = sectionOfBar[bar.index - firstIndex] + 1
        return section(of: bar).endBar == bar.index + 1 && next < sections.count ? sections[next] : nil
    }

    func seconds(at beat: Double) -> Double { grid.seconds(at: swing.played(beat)) }

    /// How loud a moment is: the section's intensity, phrases of four bars that swell and fall, a last bar that grows
    /// towards something louder, and the weight of the beat.
    func loudness(at beat: Double, in bar: Bar) -> Double {
        let section = section(of: bar)
        let within = beat - bar.start
        let place = Double(max(bar.index - section.startBar, 0) % 4) + within / Double(bar.meter)
        let swell = 1 + 0.035 * (1 - abs(place / 2 - 1) * 2)
        var growth = 1.0
        if let next = sectionAfter(bar), next.intensity > section.intensity {
            growth += 0.08 * within / Double(bar.meter)
        }
        let isBeat = abs(within - within.rounded()) < 0.01
        let weight = within < 0.01 ? 1.04 : isBeat ? 1 : 0.94
        return section.intensity.loudness * swell * growth * weight
    }

    /// Without overlaps of one pitch, inside the song, in order.
    func tidied(_ notes: [Note]) -> [Note] {
        let sorted = notes.sorted { ($0.start, $0.pitch, $0.duration) < ($1.start, $1.pitch, $1.duration) }
        var kept: [Note] = []
        kept.reserveCapacity(sorted.count)
        var last: [Int: Int] = [:]
        for var note in sorted {
            guard note.start < end - 0.02 else { continue }
            note.duration = min(note.duration, end - note.start)
            if let index = last[note.pitch] {
                // Struck twice at once: once.
                if note.start - kept[index].start < 0.02 { continue }
                kept[index].duration = min(kept[index].duration, note.start - kept[index].start)
            }
            last[note.pitch] = kept.count
            kept.append(note)
        }
        return kept
    }
}
