import Music

/// Plays chords in rhythm: strummed, struck, broken or held.
struct CompingPlayer {
    let stage: Stage
    let sheet: StyleSheet.Comping
    /// Bars in which the band strikes once and waits.
    let breaks: Set<Int>
    /// The least at which it plays in this song.
    let from: Intensity
    var touch: Touch

    /// What it plays in the song.
    mutating func notes() -> [Note] {
        let meter = stage.song.leadSheet.meter
        let calm = Pattern(sheet.calm[touch.index(below: sheet.calm.count)](meter))
        let full = sheet.full.isEmpty ? calm : Pattern(sheet.full[touch.index(below: sheet.full.count)](meter))
        let rest = Pattern(StyleSheet.Metric.held(meter))
        // Some keep their full pattern for the chorus.
        let busyFrom: Intensity = touch.chance(0.5) ? .full : .chorus
        // A guitarist's capo suits the key: few fretted roots.
        let capo = touch.index(below: 5)
        var notes: [Note] = []
        var previous: [Int]?
        // Where in `notes` a chord stands that came before its beat and holds over it.
        var pushed: Range<Int>?
        for bar in stage.bars where stage.intensity(of: bar) >= from {
            let intensity = stage.intensity(of: bar)
            let pattern = breaks.contains(bar.index) ? rest : intensity >= busyFrom ? full : calm
            for segment in bar.segments {
                let voicing = voicing(
                    of: segment.chord, previous: previous, capo: capo, lift: intensity == .chorus ? sheet.lift : 0)
                guard !voicing.isEmpty else { continue }
                previous = voicing
                let held = pushed
                pushed = nil
                for step in pattern.steps(in: bar, segment: segment, first: "X", starters: "Zxo0123456789BF") {
                    if let held, step.start < segment.start + 0.01 {
                        for index in held {
                            notes[index].duration = stage.seconds(at: step.end) - notes[index].start
                        }
                    } else if step.symbol == ">", step.end > segment.end - 0.01, stage.sectionAfter(bar) == nil,
                        let next = segment.next
                    {
                        let lift = intensity == .chorus ? sheet.lift : 0
                        let coming = self.voicing(of: next, previous: voicing, capo: capo, lift: lift)
                        let first = notes.count
                        notes += play(step, voicing: coming, in: bar, segment: segment)
                        pushed = first..<notes.count
                    } else {
                        notes += play(step, voicing: voicing, in: bar, segment: segment)
                    }
                }
            }
        }
        return stage.tidied(notes)
    }

    private func voicing(of chord: Chord, previous: [Int]?, capo: Int, lift: Int) -> [Int] {
        switch sheet.voicing {
        case .close(let center, let voices):
            Voicing.close(chord, center: center + lift, voices: voices, previous: previous)
        case .open(let center, let voices):
            Voicing.open(
                Voicing.close(chord, center: center + lift + 3, voices: voices, previous: previous.map(Voicing.closed)))
        case .rootless(let center, let voices):
            Voicing.close(chord, center: center + lift, voices: voices, previous: previous, rootless: true)
        case .guitar: Voicing.guitar(chord, capo: capo)
        case .power: Voicing.power(chord)
        }
    }

    private mutating func play(_ step: Pattern.Step, voicing: [Int], in bar: Bar, segment: Bar.Segment) -> [Note] {
        let late = stage.feel.comping
        func low(_ pitchClass: PitchClass) -> Int { Voicing.lowest(pitchClass, from: 40) }
        let chord = segment.chord
        var notes: [Note] = []
        // What is plucked alone rings on to the end of the chord, two beats at most.
        let ring = min(segment.end, max(step.end, step.start + 2))
        switch step.symbol {
        case "B", "F":
            let fifth = [7, 6, 8].first { chord.quality.intervals.contains($0) } ?? 0
            let pitchClass = step.symbol == "B" ? chord.bass : chord.root.transposed(by: fifth)
            notes.append(
                touch.note(
                    from: step.start, to: ring, pitch: low(pitchClass), velocity: sheet.velocity, in: bar, late: late))
        case let digit where digit.isWholeNumber:
            let index = (digit.wholeNumberValue ?? 0) % voicing.count
            notes.append(
                touch.note(
                    from: step.start, to: ring, pitch: voicing[index], velocity: sheet.velocity, in: bar, late: late,
                    spread: 6))
        default:
            let accent: Double = step.symbol == "x" ? 0.88 : step.symbol == "o" ? 0.62 : 1
            let isUp = step.symbol == "x" || step.symbol == "o"
            let end = step.start + (step.end - step.start) * sheet.gate
            if step.symbol == "Z" {
                notes.append(
                    touch.note(
                        from: step.start, to: ring, pitch: low(chord.bass), velocity: sheet.velocity, in: bar,
                        late: late))
            }
            // An upstroke seldom reaches the low strings.
            let strings = isUp && sheet.strum > 0 && voicing.count > 4 ? Array(voicing.suffix(4)) : voicing
            for (string, pitch) in strings.enumerated() {
                var struck = touch.note(
                    from: step.start, to: end, pitch: pitch, velocity: sheet.velocity * accent, in: bar, late: late)
                // Downstrokes run from the low string to the high one, upstrokes back.
                let delay = sheet.strum * Double(isUp ? strings.count - 1 - string : string)
                struck.start += delay
                struck.duration = max(struck.duration - delay, 0.03)
                notes.append(struck)
            }
        }
        return notes
    }
}
