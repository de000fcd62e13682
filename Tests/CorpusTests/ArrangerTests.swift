import Band
import Corpus
import Music
import Signal
import Testing

@Suite("Arranger")
struct ArrangerTests {
    private static let cases = Style.allCases.flatMap { style in [(style, 4), (style, 3)] }

    /// Players stand off the beat by their feel and a human error, together less than this.
    private static let tolerance = 0.035

    private func arrangements(_ song: SongSymbols, _ style: Style, seeds: ClosedRange<UInt64> = 1...4) -> [Arrangement]
    {
        seeds.map { Arranger.arrange(song.score, style: style, generator: SeededGenerator(seed: $0)) }
    }

    @Test("Where the bass plays, every chord begins with its bass", arguments: cases)
    func bass(style: Style, meter: Int) throws {
        let song = try tinySong(meter: meter)
        for arrangement in arrangements(song, style) {
            let bass = try #require(arrangement[.bass])
            let chords = song.leadSheet.chords
            let entry = try #require(chords.firstIndex { abs($0.start - bass.notes[0].start) < Self.tolerance })
            #expect(entry <= 8)
            for span in chords[entry...] {
                let first = try #require(bass.notes.first { abs($0.start - span.start) < Self.tolerance })
                #expect(PitchClass(first.pitch) == span.chord?.bass)
                #expect(first.pitch < 48)
            }
        }
    }

    @Test("All notes lie inside the song, in order and in MIDI's range", arguments: cases)
    func bounds(style: Style, meter: Int) throws {
        // Once from the downbeat, once with an upbeat of a beat.
        let beat = 0.5
        let songs = [
            try tinySong(meter: meter), try tinySong(meter: meter).excerpt(from: beat * Double(meter - 1), to: 20),
        ]
        for song in songs {
            for arrangement in arrangements(song, style) {
                #expect(arrangement[.keys] != nil || arrangement[.guitar] != nil)
                #expect(Set(arrangement.parts.map(\.channel)).count == arrangement.parts.count)
                #expect(Set(arrangement.parts.map(\.name)).count == arrangement.parts.count)
                for part in arrangement.parts {
                    #expect((part.name == .drums) == (part.channel == 9))
                    #expect((0...127).contains(part.program) && (1...127).contains(part.volume))
                    #expect(zip(part.notes, part.notes.dropFirst()).allSatisfy { $0.start <= $1.start })
                    for note in part.notes {
                        #expect(note.start >= 0 && note.end <= song.duration + 1e-6 && note.duration > 0)
                        #expect((0...127).contains(note.pitch) && (1...127).contains(note.velocity))
                    }
                    for (pitch, notes) in Dictionary(grouping: part.notes, by: \.pitch) {
                        let meets = zip(notes, notes.dropFirst()).allSatisfy { $0.end <= $1.start + 1e-9 }
                        #expect(meets, "\(part.name) strikes \(pitch) while it sounds")
                    }
                }
            }
        }
    }

    @Test("Drums lie on the swung 16ths", arguments: Style.allCases)
    func drums(style: Style) throws {
        let song = try tinySong()
        var strokes = 0
        for arrangement in arrangements(song, style) {
            let grid = (0..<(64 * 4)).map { arrangement.swing.played(Double($0) / 4) * 0.5 }
            for note in arrangement[.drums]?.notes ?? [] {
                strokes += 1
                #expect(grid.contains { abs($0 - note.start) <= Self.tolerance })
            }
        }
        #expect(strokes > 0)
    }

    @Test("Backbeats are on two and four", arguments: [Style.pop, .rock, .soul, .lofi])
    func backbeats(style: Style) throws {
        let song = try tinySong()
        let arrangement = Arranger.arrange(song.score, style: style, generator: SeededGenerator(seed: 2))
        let drums = try #require(arrangement[.drums])
        let chorus = try #require(arrangement.sections.first { $0.kind == .chorus })
        // The second bar of the chorus has no fill.
        let start = Double(chorus.startBar + 1) * 2
        let strong = drums.notes.filter { [37, 38, 39].contains($0.pitch) && $0.velocity > 72 }
            .map { $0.start - start }.filter { (-0.05..<1.95).contains($0) }
        for beat in [0.5, 1.5] { #expect(strong.contains { abs($0 - beat) < Self.tolerance }) }
    }

    @Test("What comps plays chord tones", arguments: cases)
    func comping(style: Style, meter: Int) throws {
        let song = try tinySong(meter: meter)
        var (tones, pushed) = (0, 0)
        for arrangement in arrangements(song, style) {
            let sheet = song.swung(by: arrangement.swing).leadSheet
            func fits(_ note: Note, at time: Double) -> Bool {
                guard let chord = sheet.chord(at: time) else { return false }
                return (chord.pitchClasses + [chord.bass]).contains(PitchClass(note.pitch))
            }
            for part in arrangement.parts where [.guitar, .strings, .pad].contains(part.name) {
                for note in part.notes {
                    // A chord may come an eighth early.
                    #expect(fits(note, at: note.start + 0.03) || fits(note, at: note.start + 0.3))
                    if fits(note, at: note.start + 0.03) { tones += 1 } else { pushed += 1 }
                }
            }
        }
        #expect(tones > 19 * pushed)
    }

    @Test("A chorus has more notes a bar than a verse and is louder", arguments: cases)
    func form(style: Style, meter: Int) throws {
        let song = try formedSong(meter: meter)
        let bar = Double(meter) * 0.5
        func notes(_ kind: Section.Kind, _ arrangement: Arrangement) -> (count: Double, loudness: Double) {
            let sections = arrangement.sections.filter { $0.kind == kind }.prefix(1)
            let bars = sections.map { $0.endBar - $0.startBar }.reduce(0, +)
            let notes = arrangement.parts.flatMap(\.notes).filter { note in
                sections.contains {
                    (Double($0.startBar) * bar - 0.05..<Double($0.endBar) * bar - 0.05).contains(note.start)
                }
            }
            // How much is struck how hard.
            let energy = notes.reduce(0.0) { $0 + Double($1.velocity * $1.velocity) }
            return (Double(notes.count) / Double(bars), energy / Double(bars))
        }
        let found = arrangements(song, style).map { (verse: notes(.verse, $0), chorus: notes(.chorus, $0)) }
        for song in found { #expect(song.chorus.loudness > song.verse.loudness) }
        // Single songs may have a verse of muted eighths and a chorus of long chords.
        #expect(found.map(\.chorus.count).reduce(0, +) > found.map(\.verse.count).reduce(0, +))
    }

    @Test("Somebody plays the chord in every bar", arguments: cases)
    func harmony(style: Style, meter: Int) throws {
        let song = try formedSong(meter: meter)
        let bar = Double(meter) * 0.5
        for arrangement in arrangements(song, style, seeds: 1...8) {
            let notes = arrangement.parts.filter { ![.drums, .bass, .lead].contains($0.name) }.flatMap(\.notes)
            for index in 0..<(song.leadSheet.downbeats.count - 1) {
                let range = Double(index) * bar..<(Double(index) * bar + bar)
                #expect(notes.contains { $0.start < range.upperBound - 0.1 && $0.end > range.lowerBound + 0.1 })
            }
        }
    }

    @Test("Into a chorus leads a fill, and a crash opens it", arguments: [Style.pop, .rock])
    func fills(style: Style) throws {
        let song = try formedSong()
        for arrangement in arrangements(song, style) {
            let drums = try #require(arrangement[.drums])
            /// What is struck in a bar: 16th and sound.
            func strokes(_ bar: Int, from beat: Double = 0) -> Set<[Int]> {
                let range = (Double(bar) * 2 + beat * 0.5 - 0.05)..<(Double(bar) * 2 + 1.95)
                return Set(
                    drums.notes.filter { range.contains($0.start) }
                        .map { [Int((($0.start - Double(bar) * 2) * 8).rounded()), $0.pitch] })
            }
            for chorus in arrangement.sections where chorus.kind == .chorus {
                let before = chorus.startBar - 1
                #expect(strokes(before, from: 3) != strokes(before - 1, from: 3))
                #expect(strokes(chorus.startBar).contains([0, 49]))
                #expect(!strokes(chorus.startBar + 1).contains([0, 49]) || style == .rock)
            }
        }
    }

    @Test("The lead plays in the rests of the voice only")
    func lead() throws {
        var song = try tinySong()
        song.melody.removeAll { ($0.start / 4).rounded(.down).truncatingRemainder(dividingBy: 2) == 1 }
        var answers = 0
        for style in Style.allCases {
            for arrangement in arrangements(song, style) {
                for note in arrangement[.lead]?.notes ?? [] {
                    answers += 1
                    #expect(!song.melody.contains { $0.start < note.start && $0.end > note.start })
                }
            }
        }
        #expect(answers > 100)
    }

    @Test("The second line of the data is the lead where one plays")
    func secondLine() throws {
        var song = try tinySong()
        song.melody.removeAll { $0.start > 8 }
        song.bridge = (0..<8).map { Note(start: 12 + Double($0) * 0.5, duration: 0.4, pitch: 90 + $0 % 3) }
        var (led, kept) = (0, 0)
        for arrangement in arrangements(song, .country, seeds: 1...12) {
            let found = { (name: Part.Name) in
                (arrangement[name]?.notes ?? []).filter { (90...92).contains($0.pitch) }.count
            }
            if found(.lead) == 8 { led += 1 }
            if found(.keys) == 8 { kept += 1 }
            #expect(found(.lead) == 0 || found(.keys) == 0)
        }
        #expect(led > 0)
        #expect(led + kept <= 12)
    }

    @Test("The same seed gives the same arrangement, another seed another one", arguments: Style.allCases)
    func determinism(style: Style) throws {
        let song = try tinySong()
        let first = Arranger.arrange(song.score, style: style, generator: SeededGenerator(seed: 7))
        #expect(first == Arranger.arrange(song.score, style: style, generator: SeededGenerator(seed: 7)))
        #expect(first != Arranger.arrange(song.score, style: style, generator: SeededGenerator(seed: 8)))
    }

    @Test("A song without beats has no arrangement")
    func empty() throws {
        var song = try tinySong()
        song.leadSheet.beats = []
        song.leadSheet.downbeats = []
        #expect(Arranger.arrange(song.score, style: .rock, generator: SeededGenerator(seed: 1)).parts.isEmpty)
    }
}
