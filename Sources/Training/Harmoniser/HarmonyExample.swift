import Corpus
import Listener
import Music
import Signal

/// A stretch of a song on half beats with what the harmoniser should say of it; targets of -1 are not judged.
struct HarmonyExample {
    var values: [Float]
    var chords: [Int] = []
    var bass: [Int] = []
    var positions: [Int] = []
    var keys: [Int] = []
    var seconds: Double

    /// - Parameter varied: whether to transpose, leave notes out, move them and misplace the grid.
    init(_ original: SongSymbols, _ run: HarmoniserRun, _ generator: inout SeededGenerator, varied: Bool) {
        let song = varied ? original.transposed(by: generator.uniform(in: 0..<12)) : original
        let sheet = song.leadSheet
        var beats = sheet.beats
        var first = generator.uniform(in: 0..<max(beats.count - run.length / 2, 1))
        beats = Array(beats[first..<min(first + run.length / 2 + 1, beats.count)])
        var isGridTrue = true
        if varied, generator.uniform() < run.gridError {
            isGridTrue = false
            switch generator.uniform(in: 0..<3) {
            case 0: beats = zip(beats, beats.dropFirst()).map { ($0 + $1) / 2 }
            case 1: beats = stride(from: 0, to: beats.count, by: 2).map { beats[$0] }
            default: beats = zip(beats, beats.dropFirst()).flatMap { [$0, ($0 + $1) / 2] }
            }
        }
        if varied, let singers = run.singers {
            let heard = singers.heard(beats, &generator)
            beats = heard.beats
            isGridTrue = isGridTrue && heard.areTrue
        }
        let (start, end) = (beats.first ?? 0, beats.last ?? 0)
        var notes: [SungNoteEvent] = []
        let octave = varied ? Double(12 * generator.uniform(in: -1..<2)) : 0
        let late = varied ? generator.normal(standardDeviation: 0.015) : 0
        for note in song.melody where note.end > start && note.start < end + 2 {
            if varied, generator.uniform() < run.noteDropout { continue }
            let jitter = varied ? generator.normal(standardDeviation: 0.025) + late : 0
            let slip = varied && generator.uniform() < 0.02 ? Double(generator.uniform(in: -1..<2)) : 0
            notes.append((note.start + jitter, note.end + jitter, Double(note.pitch) + octave + slip))
        }
        if varied, let singers = run.singers { notes = singers.sung(notes, &generator) }
        var cells = HarmonyCells(notes: notes, beats: beats)
        let downbeats = Set(sheet.downbeats)
        // half beats since the downbeat at or before the first cell
        var half = 0
        while first > 0, !downbeats.contains(first) { first -= 1; half += 2 }
        let isKnown = isGridTrue && downbeats.contains(first) && sheet.meter > 0
        if isKnown, generator.uniform() < run.positionGiven { cells.setPosition(half: half, meter: sheet.meter) }
        if generator.uniform() < run.keyGiven { cells.setKey(sheet.key) }
        seconds = end - start
        let width = HarmonyCells.features
        values = Array(cells.values.prefix(run.length * width))
        values += [Float](repeating: 0, count: run.length * width - values.count)
        for cell in 0..<run.length {
            guard cell < cells.count else {
                chords.append(-1); bass.append(-1); positions.append(-1); keys.append(-1)
                continue
            }
            let middle = (cells.bounds[cell] + cells.bounds[cell + 1]) / 2
            let chord = sheet.chord(at: middle)
            chords.append(ChordVocabulary.index(of: chord))
            bass.append(chord?.bass.value ?? -1)
            positions.append(isKnown && sheet.meter == 4 ? (half + cell) % 8 : -1)
            keys.append((song.keys.last { $0.start <= middle }?.key ?? sheet.key).index)
        }
    }
}
