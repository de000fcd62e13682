import Music

/// Plays the bass: patterns over the chords' roots.
struct BassPlayer {
    let stage: Stage
    let sheet: StyleSheet.Bass
    /// Bars in which the band strikes once and waits.
    let breaks: Set<Int>
    /// The least at which it plays in this song.
    let from: Intensity
    var touch: Touch

    /// E1.
    private static let lowest = 28

    /// What it plays in the song.
    mutating func notes() -> [Note] {
        let meter = stage.song.leadSheet.meter
        let calm = Pattern(sheet.calm[touch.index(below: sheet.calm.count)](meter))
        let full = sheet.full.isEmpty ? calm : Pattern(sheet.full[touch.index(below: sheet.full.count)](meter))
        let rest = Pattern(StyleSheet.Metric.held(meter))
        // Some keep their full pattern for the chorus.
        let busyFrom: Intensity = touch.chance(0.5) ? .full : .chorus
        var notes: [Note] = []
        var previous = Self.lowest + 5
        for bar in stage.bars where stage.intensity(of: bar) >= from {
            let pattern = breaks.contains(bar.index) ? rest : stage.intensity(of: bar) >= busyFrom ? full : calm
            for segment in bar.segments {
                for step in pattern.steps(in: bar, segment: segment, first: "R") {
                    let pitch = pitch(of: step.symbol, segment: segment, previous: previous)
                    previous = pitch
                    let gate = step.end - step.start > 0.3 ? sheet.gate : max(sheet.gate, 0.7)
                    notes.append(
                        touch.note(
                            from: step.start, to: step.start + (step.end - step.start) * gate, pitch: pitch,
                            velocity: sheet.velocity, in: bar, late: stage.feel.bass))
                }
            }
        }
        return stage.tidied(notes)
    }

    /// E1 to D#2 for the chord's bass; the other tones above it.
    private mutating func pitch(of symbol: Character, segment: Bar.Segment, previous: Int) -> Int {
        let chord = segment.chord
        let bottom = Voicing.lowest(chord.bass, from: Self.lowest)
        let intervals = chord.quality.intervals
        func tone(_ choices: [Int]) -> Int {
            guard let interval = choices.first(where: intervals.contains) else { return bottom }
            return Voicing.lowest(chord.root.transposed(by: interval), from: bottom)
        }
        switch symbol {
        case "3": return tone([4, 3, 5, 2])
        case "5": return tone([7, 6, 8])
        case "7": return tone([10, 11, 9, 7])
        case "8": return bottom + 12
        case "w":
            let target = segment.next.map { Voicing.lowest($0.bass, from: Self.lowest) } ?? bottom
            return walk(from: previous, to: target, over: chord)
        case "a":
            // A semitone or a scale step below or above the next bass note, if there is one to lead to.
            guard let next = segment.next, next.bass != chord.bass else { return tone([7, 6, 8]) }
            let target = Voicing.lowest(next.bass, from: Self.lowest)
            let scale = stage.song.leadSheet.key.scale
            let steps = target > previous ? [-2, -1] : [2, 1]
            let step = steps.first { scale.contains(PitchClass(target + $0)) } ?? steps[1]
            return max(target + step, 26)
        default: return bottom
        }
    }

    /// The next tone of a walking line: a step or a chord tone, mostly on the way to the target.
    private mutating func walk(from previous: Int, to target: Int, over chord: Chord) -> Int {
        let up = touch.chance(0.65) ? target >= previous : target < previous
        let candidates = (1...5).map { previous + (up ? $0 : -$0) }.filter { (Self.lowest...50).contains($0) }
        let tones = chord.pitchClasses
        let scale = stage.song.leadSheet.key.scale
        let choice =
            candidates.first { tones.contains(PitchClass($0)) }
            ?? candidates.first { scale.contains(PitchClass($0)) }
        return choice ?? Voicing.lowest(chord.bass, from: Self.lowest)
    }
}
