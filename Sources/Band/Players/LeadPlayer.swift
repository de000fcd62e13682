import Foundation
import Music

/// Answers the voice in its rests: with the data's second line where it plays there, else with a line of chord tones and
/// steps between them.
struct LeadPlayer {
    let stage: Stage
    let sheet: StyleSheet.Lead
    var touch: Touch

    /// A rest of the voice, in beats.
    private struct Rest {
        var start: Double
        var end: Double
    }

    /// What it plays in the song.
    mutating func notes() -> [Note] {
        let rhythm = Pattern(sheet.rhythms[touch.index(below: sheet.rhythms.count)](stage.song.leadSheet.meter))
        var notes: [Note] = []
        for rest in rests() {
            let from = stage.seconds(at: rest.start)
            let to = stage.seconds(at: rest.end)
            let recorded = stage.song.secondLine.filter { $0.start >= from - 0.03 && $0.end <= to + 0.3 }
            if recorded.count > 2 {
                notes += recorded.map(played)
            } else if touch.chance(rest.end - rest.start > 6 ? 0.9 : 0.6) {
                notes += answer(in: rest, rhythm: rhythm)
            }
        }
        return stage.tidied(notes)
    }

    /// Rests of two beats and more, without the half beat after the voice and before it.
    private func rests() -> [Rest] {
        guard let first = stage.bars.first, let last = stage.bars.last else { return [] }
        var rests: [Rest] = []
        var silentFrom = first.start
        for note in stage.song.melody {
            let start = stage.grid.position(at: note.start)
            if start - silentFrom >= 2 { rests.append(Rest(start: silentFrom + 0.25, end: start - 0.25)) }
            silentFrom = max(silentFrom, stage.grid.position(at: note.end))
        }
        if last.end - silentFrom >= 2 { rests.append(Rest(start: silentFrom + 0.25, end: last.end)) }
        return rests
    }

    private func played(_ note: Note) -> Note {
        var note = note
        note.start = stage.seconds(at: stage.grid.position(at: note.start))
        note.velocity = min(max(Int(sheet.velocity + (Double(note.velocity) - 64) * 0.3), 20), 120)
        return note
    }

    private mutating func answer(in rest: Rest, rhythm: Pattern) -> [Note] {
        var notes: [Note] = []
        var pitch = (sheet.range.lowerBound + sheet.range.upperBound) / 2 + touch.index(below: 7) - 3
        var rises = touch.chance(0.5)
        for bar in stage.bars where bar.end > rest.start && bar.start < rest.end {
            // Long rests are not filled from end to end.
            if rest.end - rest.start > Double(3 * bar.meter), bar.index % 4 == 3 { continue }
            for segment in bar.segments {
                let steps = rhythm.steps(in: bar, segment: segment, first: ".", starters: "x")
                for step in steps where step.symbol == "x" && step.start >= rest.start && step.start < rest.end - 0.25 {
                    let isStrong = abs(step.start - step.start.rounded()) < 0.01
                    pitch = next(after: pitch, rises: rises, isStrong: isStrong, over: segment.chord)
                    if touch.chance(0.25) || pitch >= sheet.range.upperBound - 2 { rises = false }
                    if touch.chance(0.2) || pitch <= sheet.range.lowerBound + 2 { rises = true }
                    notes.append(
                        touch.note(
                            from: step.start, to: min(step.end, rest.end + 0.2), pitch: pitch,
                            velocity: sheet.velocity, in: bar, late: stage.feel.comping))
                }
            }
        }
        return notes
    }

    /// On a beat a tone of the chord, between beats the next step of the scale or a tone of the chord.
    private func next(after pitch: Int, rises: Bool, isStrong: Bool, over chord: Chord) -> Int {
        let tones = chord.pitchClasses
        let scale = stage.song.leadSheet.key.scale
        let candidates = (1...6).map { pitch + (rises ? $0 : -$0) }.filter(sheet.range.contains)
        let allowed = candidates.first {
            let pitchClass = PitchClass($0)
            return tones.contains(pitchClass) || (!isStrong && scale.contains(pitchClass))
        }
        let nearest = sheet.range.filter { tones.contains(PitchClass($0)) }.min { abs($0 - pitch) < abs($1 - pitch) }
        return allowed ?? nearest ?? pitch
    }
}
