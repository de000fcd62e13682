import Music
import Signal

/// Writes the parts of a band for a song: rules over the style's patterns, so that chords and beats are plain.
public struct Arranger: Sendable {
    private let song: SongSymbols
    private let style: Style
    private let sheet: StyleSheet
    private let grid: BeatGrid
    private let bars: [Bar]
    /// Seconds: nothing sounds after it.
    private let end: Double
    private var generator: SeededGenerator

    /// The arrangement of a song; the same for the same seed. Empty when the song has fewer than two beats.
    public static func arrange(_ song: SongSymbols, style: Style, generator: SeededGenerator) -> Arrangement {
        guard let grid = BeatGrid(beats: song.leadSheet.beats) else { return Arrangement(style: style, parts: []) }
        var arranger = Arranger(song: song, style: style, grid: grid, generator: generator)
        return arranger.arrangement()
    }

    private init(song: SongSymbols, style: Style, grid: BeatGrid, generator: SeededGenerator) {
        self.song = song
        self.style = style
        sheet = StyleSheet.sheet(for: style)
        end = song.duration
        self.grid = grid
        bars = Bar.bars(of: song.leadSheet, grid: grid, until: end)
        self.generator = generator
    }

    private mutating func arrangement() -> Arrangement {
        var parts: [Part] = []
        if let drums = sheet.drums, generator.uniform() < drums.chance { parts.append(drumPart(drums)) }
        parts.append(bassPart(sheet.bass))
        parts.append(keysPart(sheet.keys))
        for comping in sheet.comping where generator.uniform() < comping.chance {
            parts.append(compingPart(comping, channel: parts.count + 1))
        }
        return Arrangement(style: style, parts: parts.filter { !$0.notes.isEmpty })
    }

    // MARK: Parts

    /// The recorded piano and second line, their velocities drawn towards the middle.
    private mutating func keysPart(_ keys: StyleSheet.Keys) -> Part {
        let program = keys.programs[generator.uniform(in: 0..<keys.programs.count)]
        let notes = (song.piano + song.bridge).filter { $0.start < end }.map { note in
            let velocity = (52 + (Double(note.velocity) - 52) * 0.6) * keys.velocity + 12
            return Note(
                start: note.start, duration: max(note.duration, 0.05), pitch: note.pitch,
                velocity: min(max(Int(velocity), 20), 120))
        }
        return Part(name: .keys, program: program, channel: 2, volume: keys.volume, notes: Self.sorted(notes))
    }

    private mutating func bassPart(_ bass: StyleSheet.Bass) -> Part {
        let program = bass.programs[generator.uniform(in: 0..<bass.programs.count)]
        let pattern = bass.patterns[generator.uniform(in: 0..<bass.patterns.count)](song.leadSheet.meter)
        var notes: [Note] = []
        for bar in bars {
            for segment in bar.segments {
                for step in steps(of: pattern, in: bar, segment: segment, first: "R") {
                    let pitch = bassPitch(step.symbol, segment: segment)
                    let accent = step.start == segment.start ? 6.0 : 0
                    notes.append(
                        note(
                            from: step.start, to: step.start + (step.end - step.start) * bass.gate, pitch: pitch,
                            velocity: bass.velocity + accent, spread: 4))
                }
            }
        }
        return Part(name: .bass, program: program, channel: 1, volume: bass.volume, notes: Self.sorted(notes))
    }

    /// E1 to D#2 for the chord's bass; the other tones above it.
    private func bassPitch(_ symbol: Character, segment: Bar.Segment) -> Int {
        let chord = segment.chord
        let bottom = Voicing.lowest(chord.bass, from: 28)
        switch symbol {
        case "5":
            let fifth = [7, 6, 8].first { chord.quality.intervals.contains($0) } ?? 0
            let pitchClass = chord.root.transposed(by: fifth)
            return Voicing.lowest(pitchClass, from: bottom)
        case "8": return bottom + 12
        case "a":
            // A semitone or a scale step below or above the next bass note, if there is one to lead to.
            guard let next = segment.next, next.bass != chord.bass else { return bottom }
            let target = Voicing.lowest(next.bass, from: 28)
            let scale = song.leadSheet.key.scale
            let steps = target > bottom ? [-2, -1] : [2, 1]
            let step = steps.first { scale.contains(PitchClass(target + $0)) } ?? steps[1]
            return max(target + step, 26)
        default: return bottom
        }
    }

    private mutating func compingPart(_ comping: StyleSheet.Comping, channel: Int) -> Part {
        let program = comping.programs[generator.uniform(in: 0..<comping.programs.count)]
        let pattern = comping.patterns[generator.uniform(in: 0..<comping.patterns.count)](song.leadSheet.meter)
        var notes: [Note] = []
        var previous: [Int]?
        for bar in bars {
            for segment in bar.segments {
                let voicing: [Int]
                switch comping.voicing {
                case .close(let center, let voices):
                    voicing = Voicing.close(segment.chord, center: center, voices: voices, previous: previous)
                case .power: voicing = Voicing.power(segment.chord)
                }
                previous = voicing
                for step in steps(of: pattern, in: bar, segment: segment, first: "X") {
                    let accent = step.symbol == "x" ? -8.0 : 0
                    if let digit = step.symbol.wholeNumberValue {
                        // A plucked tone rings on to the end of the chord, two beats at most.
                        let ring = min(segment.end, max(step.end, step.start + 2))
                        notes.append(
                            note(
                                from: step.start, to: ring, pitch: voicing[digit % voicing.count],
                                velocity: comping.velocity, spread: 6))
                        continue
                    }
                    for (string, pitch) in voicing.enumerated() {
                        var struck = note(
                            from: step.start, to: step.end, pitch: pitch, velocity: comping.velocity + accent, spread: 5
                        )
                        // Downstrokes run from the low string to the high one, upstrokes back.
                        let delay = comping.strum * Double(step.symbol == "x" ? voicing.count - 1 - string : string)
                        struck.start = min(struck.start + delay, end - 0.02)
                        struck.duration = max(struck.duration - delay, 0.02)
                        notes.append(struck)
                    }
                }
            }
        }
        return Part(
            name: comping.part, program: program, channel: channel == 9 ? 10 : channel, volume: comping.volume,
            notes: Self.sorted(notes))
    }

    private mutating func drumPart(_ drums: StyleSheet.Drums) -> Part {
        var notes: [Note] = []
        func velocity(_ symbol: Character) -> Double? {
            switch symbol {
            case "X": drums.velocity + 12
            case "x": drums.velocity
            case "o": drums.velocity * 0.6
            default: nil
            }
        }
        let phrase = 8
        var isFull = false
        for bar in bars where bar.index >= 0 {
            if bar.index % phrase == 0 { isFull = generator.uniform() < 0.6 }
            let pattern = (isFull ? drums.full : drums.calm)(bar.meter)
            // The last bar of a phrase ends in a fill, the fourth of eight sometimes in a short one.
            let position = bar.index % phrase
            let isWhole = Int(bar.length.rounded()) == bar.meter
            var fillBeats = 0
            if !drums.fill.isEmpty, isWhole, position == phrase - 1 { fillBeats = generator.uniform() < 0.5 ? 2 : 1 }
            if !drums.fill.isEmpty, isWhole, position == 3, generator.uniform() < 0.4 { fillBeats = 1 }
            let fillStart = bar.end - Double(fillBeats)
            for sound in DrumSound.allCases {
                guard let line = pattern[sound] else { continue }
                for (index, symbol) in line.enumerated() {
                    let beat = bar.start + Double(index) / 4
                    guard let loudness = velocity(symbol), beat < min(bar.end, fillStart) else { continue }
                    notes.append(drum(sound, at: beat, velocity: loudness))
                }
            }
            if fillBeats > 0 {
                let strokes = fillBeats * 4
                for stroke in 0..<strokes {
                    // A fill grows towards the next downbeat.
                    let share = Double(stroke) / Double(strokes)
                    let sound = drums.fill[min(Int(share * Double(drums.fill.count)), drums.fill.count - 1)]
                    if stroke % 4 == 1, generator.uniform() < 0.5 { continue }
                    notes.append(
                        drum(
                            sound, at: fillStart + Double(stroke) / 4, velocity: drums.velocity * (0.75 + 0.3 * share)))
                }
            }
            if drums.crash, position == 0, bar.index > 0 || isFull {
                notes.append(drum(.crash, at: bar.start, velocity: drums.velocity))
            }
        }
        return Part(name: .drums, program: 0, channel: 9, volume: drums.volume, notes: Self.sorted(notes))
    }

    // MARK: Notes

    private struct Step {
        var symbol: Character
        var start: Double
        var end: Double
    }

    /// The steps of a pattern inside one chord. A chord that begins between steps, or on a rest or hold, is struck
    /// with `first` all the same; its first step is never a lead to another chord.
    private func steps(of pattern: String, in bar: Bar, segment: Bar.Segment, first: Character) -> [Step] {
        let symbols = Array(pattern)
        var steps: [Step] = []
        for index in bar.skipped..<max(symbols.count, bar.skipped) {
            let beat = bar.start + Double(index - bar.skipped) / 4
            guard beat < segment.end - 0.01 else { break }
            guard beat >= segment.start - 0.01 else { continue }
            let symbol = symbols[index]
            let isLast = abs(segment.end - bar.end) < 0.01
            switch symbol {
            case "-": if let last = steps.indices.last { steps[last].end = beat + 0.25 }
            case ".": break
            case "a" where !isLast: steps.append(Step(symbol: "R", start: beat, end: beat + 0.25))
            default: steps.append(Step(symbol: symbol, start: beat, end: beat + 0.25))
            }
        }
        if steps.first.map({ $0.start > segment.start + 0.01 }) ?? true {
            steps.insert(Step(symbol: first, start: segment.start, end: steps.first?.start ?? segment.end), at: 0)
        }
        // Whoever begins a chord plays its bass, or strikes it whole, whatever the pattern had there.
        if !(steps[0].symbol.isWholeNumber && first == "X") { steps[0].symbol = first }
        for index in steps.indices { steps[index].end = min(steps[index].end, segment.end) }
        return steps
    }

    /// A note between two positions in beats, with a touch of human timing (4 ms) and loudness.
    private mutating func note(from: Double, to: Double, pitch: Int, velocity: Double, spread: Double) -> Note {
        let push = min(max(generator.normal(standardDeviation: 0.004), -0.010), 0.010)
        let start = min(max(grid.seconds(at: from) + push, 0), max(end - 0.02, 0))
        let finish = min(grid.seconds(at: to), end)
        let loudness = velocity + generator.normal(standardDeviation: spread)
        return Note(
            start: start, duration: max(finish - start, 0.02), pitch: min(max(pitch, 0), 127),
            velocity: min(max(Int(loudness.rounded()), 15), 127))
    }

    private mutating func drum(_ sound: DrumSound, at beat: Double, velocity: Double) -> Note {
        note(from: beat, to: beat + 0.2, pitch: sound.rawValue, velocity: velocity, spread: 5)
    }

    private static func sorted(_ notes: [Note]) -> [Note] {
        notes.sorted { ($0.start, $0.pitch, $0.duration) < ($1.start, $1.pitch, $1.duration) }
    }
}
