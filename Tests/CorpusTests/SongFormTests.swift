import Band
import Corpus
import Music
import Signal
import Testing

/// Intro 4, verse 8, chorus 8, verse 8, chorus 8, bridge 8, chorus 8, outro 4 bars at 120.
func formedSong(meter: Int = 4) throws -> SongSymbols {
    let groups = "i,va,vb,ca,cb,va,vb,ca,cb,ba,bb,ca,cb,o".split(separator: ",").map(String.init)
    let bar = Double(meter) * 0.5
    let tunes: [String: [Int]] = [
        "va": [60, 62, 64, 62], "vb": [59, 60, 62, 64, 60], "ca": [72, 71, 69, 67, 69],
        "cb": [74, 72, 71, 72, 67, 69, 71],
        "ba": [64, 65, 67, 65, 64, 69], "bb": [62, 64, 69, 67, 65, 62, 60],
    ]
    let chords = ["va": "C", "vb": "Am", "ca": "F", "cb": "G", "ba": "Em", "bb": "Dm", "i": "C", "o": "C"]
    var spans: [LeadSheet.Span] = []
    var melody: [Note] = []
    for (index, group) in groups.enumerated() {
        let start = Double(index * 4) * bar
        spans.append(
            LeadSheet.Span(start: start, end: start + 4 * bar, chord: chords[group].flatMap { Chord(parsing: $0) }))
        guard let tune = tunes[group] else { continue }
        // A rest of a beat ends the phrase.
        for beat in 0..<(4 * meter - 1) {
            melody.append(
                Note(start: start + Double(beat) * 0.5, duration: 0.5, pitch: tune[beat % tune.count]))
        }
    }
    let bars = groups.count * 4
    let sheet = LeadSheet(
        beats: (0...(bars * meter)).map { Double($0) * 0.5 }, downbeats: (0...bars).map { $0 * meter }, meter: meter,
        key: Key(tonic: PitchClass(0), mode: .major), chords: spans)
    let piano = (0..<bars).map { Note(start: Double($0) * bar, duration: bar, pitch: 48) }
    return try SongSymbols(identifier: 1, leadSheet: sheet, melody: melody, piano: piano, bridge: [])
}

@Suite("Song form")
struct SongFormTests {
    @Test("Where nobody sings, what comes back and what is high make the form", arguments: [4, 3])
    func form(meter: Int) throws {
        let song = try formedSong(meter: meter)
        let sections = Arranger.arrange(song.score, style: .pop, generator: SeededGenerator(seed: 1)).sections
        #expect(
            sections.map(\.kind) == [
                .intro, .verse, .chorus, .verse, .chorus, .bridge, .chorus, .outro,
            ])
        #expect(sections.map(\.startBar) == [0, 4, 12, 20, 28, 36, 44, 52])
    }

    @Test("Sections follow one another without gaps and cover the song", arguments: [4, 3])
    func cover(meter: Int) throws {
        for song in [try formedSong(meter: meter), try tinySong(meter: meter), try tinySong(meter: meter, bars: 3)] {
            let sections = Arranger.arrange(song.score, style: .pop, generator: SeededGenerator(seed: 1)).sections
            #expect(sections.first?.startBar == 0)
            #expect(zip(sections, sections.dropFirst()).allSatisfy { $0.endBar == $1.startBar })
            #expect(sections.allSatisfy { $0.startBar < $0.endBar })
            #expect((sections.last?.endBar ?? 0) * meter >= song.leadSheet.beats.count - meter)
        }
    }

    @Test("The form is the same in every key")
    func transposition() throws {
        let song = try formedSong()
        func sections(_ song: SongSymbols) -> [Section] {
            Arranger.arrange(song.score, style: .soul, generator: SeededGenerator(seed: 1)).sections
        }
        #expect(sections(song) == sections(song.transposed(by: 5)))
    }

    @Test("A song that nobody sings is one interlude")
    func instrumental() throws {
        var song = try formedSong()
        song.melody = []
        let sections = Arranger.arrange(song.score, style: .lofi, generator: SeededGenerator(seed: 1)).sections
        #expect(sections.map(\.kind) == [.interlude])
    }
}
