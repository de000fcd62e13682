import Band
import Foundation
import Music
import Signal

extension SongSymbols {
    /// The share of the notes that begin between two beats and sound on through the next, where none begins.
    public var syncopation: Double {
        guard let line = MelodyLine(self) else { return 0 }
        return line.syncopation
    }

    /// The melody as pop has it: notes that are written on a beat come half a beat or a quarter before it, or after it, by
    /// phrases, until so many of the notes are syncopated; beats and chords stay. Monophonic as before. A melody that has
    /// that many stays as it is.
    /// - Parameter rate: share of the notes.
    public func syncopated(rate: Double, generator: inout SeededGenerator) -> SongSymbols {
        guard var line = MelodyLine(self) else { return self }
        line.syncopate(to: rate, generator: &generator)
        return with(line)
    }

    /// Some phrases with three notes to a beat, or to two beats, where three were written unevenly.
    public func withTriplets(generator: inout SeededGenerator) -> SongSymbols {
        guard var line = MelodyLine(self) else { return self }
        line.addTriplets(generator: &generator)
        return with(line)
    }

    /// The melody alone swung: a singer who takes the beat's halves more unevenly than the band does.
    public func sung(by swing: Swing) -> SongSymbols {
        var song = self
        song.melody = swung(by: swing).melody
        return song
    }

    /// As the singers of training songs take it: three songs in five syncopated as pop is, some with triplets, some swung.
    func loosened(generator: inout SeededGenerator) -> SongSymbols {
        var song = self
        let rate = generator.uniform(in: 0.14..<0.3)
        if leadSheet.signature.isCompound {
            // Dotted beats are divided in three already, and are syncopated less.
            return generator.uniform() < 0.3 ? syncopated(rate: rate / 2, generator: &generator) : self
        }
        if generator.uniform() < 0.6 { song = song.syncopated(rate: rate, generator: &generator) }
        if generator.uniform() < 0.12 { song = song.withTriplets(generator: &generator) }
        let share = generator.uniform(in: 0.55..<0.68)
        if generator.uniform() < 0.12 { song = song.sung(by: Swing(unit: .eighths, share: share)) }
        return song
    }

    private func with(_ line: MelodyLine) -> SongSymbols {
        var song = self
        song.melody = line.notes
        return song
    }
}

/// A melody in beats.
private struct MelodyLine {
    private let grid: BeatGrid
    private let written: [Note]
    private let isCompound: Bool
    private var starts: [Double]
    private var ends: [Double]

    /// Beats: notes this near to a beat are on it.
    private static let tolerance = 0.08
    /// Beats: the shortest note that is left of one that gives way.
    private static let least = 0.2
    /// Beats: a rest this long ends a phrase.
    private static let rest = 0.75

    /// nil without beats.
    init?(_ song: SongSymbols) {
        guard let grid = BeatGrid(beats: song.leadSheet.beats) else { return nil }
        self.grid = grid
        written = song.melody
        isCompound = song.leadSheet.signature.isCompound
        starts = written.map { grid.position(at: $0.start) }
        ends = written.map { grid.position(at: $0.end) }
    }

    var notes: [Note] {
        written.indices.map { index in
            let start = max(grid.seconds(at: starts[index]), 0)
            var note = written[index]
            (note.start, note.duration) = (start, max(grid.seconds(at: ends[index]) - start, 1e-3))
            return note
        }
    }

    private func isOnBeat(_ position: Double) -> Bool { abs(position - position.rounded()) < Self.tolerance }

    private func isSyncopated(_ index: Int) -> Bool {
        !isOnBeat(starts[index]) && ends[index] > starts[index].rounded(.up) + Self.tolerance
    }

    var syncopation: Double {
        guard !starts.isEmpty else { return 0 }
        return Double(starts.indices.filter(isSyncopated).count) / Double(starts.count)
    }

    private var phrases: [Range<Int>] {
        var phrases: [Range<Int>] = []
        var first = 0
        for index in starts.indices where index + 1 == starts.count || starts[index + 1] - ends[index] >= Self.rest {
            phrases.append(first..<index + 1)
            first = index + 1
        }
        return phrases
    }

    mutating func syncopate(to rate: Double, generator: inout SeededGenerator) {
        let wanted = rate * Double(starts.count)
        var count = starts.indices.filter(isSyncopated).count
        // What one round leaves in place, the next may take.
        for _ in 0..<3 {
            for phrase in phrases.shuffled(using: &generator) {
                guard Double(count) < wanted else { return }
                let isHalf = generator.uniform() < 0.75
                let step = isCompound ? 1.0 / 3 : isHalf ? 0.5 : 0.25
                let isEarly = generator.uniform() < 0.8
                let share = generator.uniform(in: 0.3..<0.9)
                for index in phrase where isOnBeat(starts[index]) && generator.uniform() < share {
                    guard Double(count) < wanted else { return }
                    count += move(index, by: isEarly ? -step : step)
                }
            }
        }
    }

    /// Moves a note if its neighbours leave room.
    /// - Returns: how many more notes are syncopated than before.
    private mutating func move(_ index: Int, by step: Double) -> Int {
        let near = max(index - 1, 0)...index
        let before = near.filter(isSyncopated).count
        let start = starts[index] + step
        if step < 0 {
            let previous = index > 0 ? starts[index - 1] : -Double.infinity
            guard start - previous >= Self.least, grid.seconds(at: start) >= 0 else { return 0 }
            starts[index] = start
            if index > 0 { ends[index - 1] = min(ends[index - 1], start) }
        } else {
            guard ends[index] - start >= Self.least else { return 0 }
            // The note before holds on where the two were joined.
            if index > 0, starts[index] - ends[index - 1] < Self.tolerance { ends[index - 1] = start }
            starts[index] = start
        }
        return near.filter(isSyncopated).count - before
    }

    mutating func addTriplets(generator: inout SeededGenerator) {
        for phrase in phrases where generator.uniform() < 0.5 {
            var index = phrase.lowerBound
            while index + 2 < phrase.upperBound {
                let span = isOnBeat(starts[index]) ? length(from: index, in: phrase) : nil
                guard let span, generator.uniform() < 0.7 else {
                    index += 1
                    continue
                }
                for (place, note) in [(1.0, index + 1), (2.0, index + 2)] {
                    starts[note] = starts[index] + span * place / 3
                    ends[note - 1] = starts[note]
                }
                ends[index + 2] = max(ends[index + 2], starts[index + 2] + Self.least)
                index += 3
            }
        }
    }

    /// 1 or 2 where just three notes begin within so many beats from a note on.
    private func length(from index: Int, in phrase: Range<Int>) -> Double? {
        for span in [1.0, 2.0] where starts[index + 2] < starts[index] + span - Self.tolerance {
            let follows = index + 3 < starts.count ? starts[index + 3] : .infinity
            return follows > starts[index] + span - Self.tolerance ? span : nil
        }
        return nil
    }
}
