import Music

/// Plays the drums: a pattern for each intensity, fills into new sections, crashes on them.
struct Drummer {
    let stage: Stage
    let sheet: StyleSheet.Drums
    /// Bars in which the band strikes once and waits.
    let breaks: Set<Int>
    /// The least at which they play in this song.
    let from: Intensity
    var touch: Touch

    private typealias Lines = [DrumSound: Pattern]

    /// What it plays in the song.
    mutating func notes() -> [Note] {
        let meter = stage.song.leadSheet.meter
        let calm = lines(sheet.calm, meter)
        let full = lines(sheet.full, meter)
        let chorus = lines(sheet.chorus, meter)
        var notes: [Note] = []
        for bar in stage.bars where bar.index >= 0 {
            let section = stage.section(of: bar)
            let enters = stage.sectionAfter(bar).map { $0.intensity >= from } ?? false
            let fill = section.intensity >= from || enters ? fill(in: bar) : nil
            if section.intensity >= from {
                let lines = section.intensity == .chorus ? chorus : section.intensity == .full ? full : calm
                let isBreak = breaks.contains(bar.index)
                let until = min(bar.end, fill?.start ?? bar.end, isBreak ? bar.start + 0.2 : bar.end)
                for sound in DrumSound.allCases {
                    guard let line = lines[sound] else { continue }
                    for (symbol, beat) in line.symbols(in: bar) where beat < until - 0.01 {
                        guard let share = Self.share(of: symbol) else { continue }
                        // Ghosts come and go.
                        if symbol == "o", touch.chance(0.12) { continue }
                        notes.append(drum(sound, at: beat, velocity: sheet.velocity * share, in: bar))
                    }
                }
                if bar.index == section.startBar, bar.index > 0, section.intensity >= .full, let crash = sheet.crash {
                    notes.append(drum(crash, at: bar.start, velocity: sheet.velocity * 1.05, in: bar, rings: true))
                }
            }
            if let fill { notes += fillNotes(fill.pattern, from: fill.start, in: bar) }
        }
        return stage.tidied(notes)
    }

    private mutating func lines(_ choices: [StyleSheet.Metric<StyleSheet.DrumPattern>], _ meter: Int) -> Lines {
        choices[touch.index(below: choices.count)](meter).mapValues { Pattern($0) }
    }

    /// Before a new section always, at the end of eight bars mostly, of four sometimes and then a short one.
    private mutating func fill(in bar: Bar) -> (pattern: StyleSheet.DrumPattern, start: Double)? {
        guard abs(bar.length - Double(bar.meter)) < 0.01 else { return nil }
        let section = stage.section(of: bar)
        let place = bar.index - section.startBar + 1
        let isEnd = place == section.endBar - section.startBar
        let longest: Double
        if isEnd, stage.sectionAfter(bar) != nil {
            longest = Double(bar.meter)
        } else if place % 8 == 0, touch.chance(0.7) {
            longest = 2
        } else if place % 4 == 0, touch.chance(0.4) {
            longest = 1
        } else {
            return nil
        }
        let fitting = sheet.fills.filter { Self.beats(of: $0) <= longest }
        guard !fitting.isEmpty else { return nil }
        let pattern = fitting[touch.index(below: fitting.count)]
        return (pattern, bar.end - Self.beats(of: pattern))
    }

    private static func beats(of pattern: StyleSheet.DrumPattern) -> Double {
        Double(pattern.values.map(\.count).max() ?? 0) / 4
    }

    private mutating func fillNotes(_ pattern: StyleSheet.DrumPattern, from start: Double, in bar: Bar) -> [Note] {
        let length = Self.beats(of: pattern)
        var notes: [Note] = []
        for sound in DrumSound.allCases {
            for (index, symbol) in (pattern[sound] ?? "").enumerated() {
                guard let share = Self.share(of: symbol) else { continue }
                let beat = start + Double(index) / 4
                // A fill grows towards the next downbeat.
                let growth = 0.85 + 0.2 * (beat - start) / length
                notes.append(drum(sound, at: beat, velocity: sheet.velocity * share * growth, in: bar))
            }
        }
        return notes
    }

    private static func share(of symbol: Character) -> Double? {
        switch symbol {
        case "X": 1.12
        case "x": 0.96
        case "o": 0.58
        default: nil
        }
    }

    private mutating func drum(
        _ sound: DrumSound, at beat: Double, velocity: Double, in bar: Bar, rings: Bool = false
    ) -> Note {
        let late: Double =
            switch sound {
            case .snare, .clap, .sideStick: stage.feel.snare
            case .closedHat, .openHat, .pedalHat, .ride, .shaker, .tambourine, .cabasa: stage.feel.hats
            default: 0
            }
        return touch.note(
            from: beat, to: beat + (rings ? 2 : 0.2), pitch: sound.rawValue, velocity: velocity, in: bar, late: late)
    }
}
