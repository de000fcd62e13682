import Corpus
import Music
import Signal
import Testing

@Suite("Arranger")
struct ArrangerTests {
    private static let cases = Style.allCases.flatMap { style in [(style, 4), (style, 3)] }

    @Test("Every chord begins with its bass in the bass, within 10 ms of the beat", arguments: cases)
    func bass(style: Style, meter: Int) throws {
        let song = try tinySong(meter: meter)
        for seed in UInt64(1)...4 {
            let arrangement = Arranger.arrange(song, style: style, generator: SeededGenerator(seed: seed))
            let bass = try #require(arrangement[.bass])
            for span in song.leadSheet.chords {
                let chord = try #require(span.chord)
                let first = try #require(bass.notes.first { abs($0.start - span.start) < 0.0101 })
                #expect(PitchClass(first.pitch) == chord.bass)
                #expect(first.pitch < 48)
            }
        }
    }

    @Test("All notes lie inside the song and in MIDI's range", arguments: cases)
    func bounds(style: Style, meter: Int) throws {
        let song = try tinySong(meter: meter)
        let arrangement = Arranger.arrange(song, style: style, generator: SeededGenerator(seed: 3))
        #expect(arrangement[.keys] != nil)
        #expect(Set(arrangement.parts.map(\.channel)).count == arrangement.parts.count)
        for part in arrangement.parts {
            #expect((part.name == .drums) == (part.channel == 9))
            for note in part.notes {
                #expect(note.start >= 0 && note.end <= song.duration + 1e-6)
                #expect(note.duration > 0)
                #expect((0...127).contains(note.pitch) && (1...127).contains(note.velocity))
            }
        }
    }

    @Test("Drums lie on 16ths, backbeats on two and four", arguments: [Style.pop, .rock])
    func drums(style: Style) throws {
        let song = try tinySong()
        let drums = try #require(
            Arranger.arrange(song, style: style, generator: SeededGenerator(seed: 2))[.drums])
        for note in drums.notes {
            let sixteenths = note.start / 0.125
            #expect(abs(sixteenths - sixteenths.rounded()) * 0.125 <= 0.0101)
        }
        // The second bar has no fill: its side stick or snare is on beats 2 and 4 and nowhere accented else.
        let backbeats = drums.notes.filter { [37, 38].contains($0.pitch) && $0.velocity > 75 }
            .map { $0.start - 2 }.filter { (-0.02..<1.98).contains($0) }
        #expect(backbeats.count == 2)
        #expect(abs(backbeats[0] - 0.5) < 0.0101 && abs(backbeats[1] - 1.5) < 0.0101)
    }

    @Test("What comps plays chord tones only", arguments: cases)
    func comping(style: Style, meter: Int) throws {
        let song = try tinySong(meter: meter)
        for seed in UInt64(1)...3 {
            let arrangement = Arranger.arrange(song, style: style, generator: SeededGenerator(seed: seed))
            for part in arrangement.parts where [.guitar, .strings, .pad].contains(part.name) {
                for note in part.notes {
                    let chord = try #require(song.leadSheet.chord(at: note.start + 0.03))
                    #expect(chord.pitchClasses.contains(PitchClass(note.pitch)))
                }
            }
        }
    }

    @Test("The same seed gives the same arrangement, another seed another one")
    func determinism() throws {
        let song = try tinySong()
        let first = Arranger.arrange(song, style: .pop, generator: SeededGenerator(seed: 7))
        #expect(first == Arranger.arrange(song, style: .pop, generator: SeededGenerator(seed: 7)))
        #expect(first != Arranger.arrange(song, style: .pop, generator: SeededGenerator(seed: 8)))
    }

    @Test("A song without beats has no arrangement")
    func empty() throws {
        var song = try tinySong()
        song.leadSheet.beats = []
        song.leadSheet.downbeats = []
        #expect(Arranger.arrange(song, style: .rock, generator: SeededGenerator(seed: 1)).parts.isEmpty)
    }
}
