import Corpus
import Foundation
import Music
import TestSupport

/// A few songs of C - Am - F - G over broken chords.
enum Songs {
    static func symbols(_ identifier: Int, bars: Int = 12) throws -> SongSymbols {
        let chords = ["C", "Am", "F", "G"].compactMap { Chord(parsing: $0) }
        let shift = identifier % 5
        let melody = (0..<(bars * 4)).map { beat in
            let tones = chords[beat / 4 % 4].transposed(by: shift).pitchClasses
            return Note(start: Double(beat) * 0.5, duration: 0.45, pitch: 60 + tones[(beat + identifier) % 3].value)
        }
        let sheet = LeadSheet(
            beats: (0...(bars * 4)).map { Double($0) * 0.5 },
            downbeats: Array(stride(from: 0, through: bars * 4, by: 4)),
            meter: 4, key: Key(index: shift),
            chords: (0..<bars).map {
                .init(start: Double($0) * 2, end: Double($0 + 1) * 2, chord: chords[$0 % 4].transposed(by: shift))
            })
        return try SongSymbols(identifier: identifier, leadSheet: sheet, melody: melody, piano: [], bridge: [])
    }

    /// Renders songs of a few seconds; the body gets the corpus.
    static func withCorpus<Value>(
        _ identifiers: [Int], stems: Bool = false, _ body: (URL) throws -> Value
    ) throws -> Value {
        let data = try TinyPOP909(identifiers: identifiers)
        defer { try? data.remove() }
        let builder = CorpusBuilder(
            pop909: data.original, corrected: data.corrected, output: data.root.appendingPathComponent("corpus"),
            seed: 3, seconds: 6, validationSeconds: 6, workers: 1, stems: stems)
        try builder.build()
        return try body(builder.output)
    }
}
