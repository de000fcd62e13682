import Foundation
import Music
import Recipes
import Songs

/// Everything that is typed about music.
enum ChordsCase {
    private static let sheet = SongSheet(
        leadSheet: LeadSheet(
            beats: (0..<64).map { Double($0) * 0.5 }, downbeats: Array(stride(from: 0, to: 64, by: 4)), meter: 4,
            key: Key(index: 0), chords: [], beatConfidence: 0.8))

    static func read(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        // each says whether it takes the text; none of them ends the others
        let readers: [() throws -> Void] = [
            {
                let chart = try ChordChart(parsing: text)
                precondition(!chart.bars.isEmpty)
            },
            {
                var edited = sheet
                try edited.setChords(text, bar: 3)
                precondition(edited.leadSheet.problem == nil)
            },
            {
                if let chord = Chord(parsing: text) { precondition(Chord(parsing: chord.description) == chord) }
            },
            { if let tempo = TypedTempo(parsing: text) { precondition(!tempo.description.isEmpty) } },
            { _ = try ArrangementControls(parsing: text) },
        ]
        var last: (any Error)?
        for reader in readers {
            do { try reader() } catch { last = error }
        }
        if let last { throw last }
    }
}
