import Foundation
import Music
import Testing

@Suite struct ListeningConstraintsTests {
    @Test func olderRecipesAreRead() throws {
        let older = Data(#"{"tempo": 98, "key": {"tonic": 9, "mode": "minor"}}"#.utf8)
        let read = try JSONDecoder().decode(ListeningConstraints.self, from: older)
        #expect(read == ListeningConstraints(tempo: 98, key: Key(parsing: "Am")))
        #expect(read.beats == nil && read.chords.isEmpty)
    }

    @Test func everythingComesBack() throws {
        let said = ListeningConstraints(
            tempo: 120, firstDownbeat: 0.5, meter: 3, key: Key(parsing: "Eb"), chart: try ChordChart(parsing: "C | G"),
            beats: [0, 0.5, 1], chords: [.init(start: 0.5, end: 1, chord: Chord(parsing: "Am7"))])
        let data = try JSONEncoder().encode(said)
        #expect(try JSONDecoder().decode(ListeningConstraints.self, from: data) == said)
    }
}
