import Foundation
import Listener
import Music
import Testing

@Suite struct LeadSheetDecoderTests {
    private static let harmoniser = Result { try Harmoniser.bundled() }

    private func decode(
        _ made: MadeUpPosteriors, notes: [SungNote] = [], _ constraints: ListeningConstraints = .init()
    ) throws -> LeadSheetDecoder.Result {
        try LeadSheetDecoder(harmoniser: Self.harmoniser.get()).decode(
            GridEvidence(posteriors: made.posteriors(), notes: notes, duration: made.duration), constraints: constraints
        )
    }

    @Test(arguments: [
        ("C", "C | Am | F | G", 4), ("Eb", "Eb | Cm7 | Ab | Bb7", 4), ("Em", "Em | C | G | D", 3),
        ("F#m", "F#m | D | A | E", 4),
    ])
    func everythingIsRecovered(key: String, chords: String, meter: Int) throws {
        let sheet = try MadeUpPosteriors.sheet(
            tempo: 96, drift: 0.02, meter: meter, pickup: 1, key: key, chords: chords, duration: 30)
        let found = try decode(MadeUpPosteriors(sheet: sheet, duration: 30, clarity: 0.4))
        #expect(found.leadSheet.key == sheet.key && found.leadSheet.meter == meter)
        #expect(found.leadSheet.downbeats.first == 1)
        #expect(Agreement.chords(found.leadSheet, sheet, duration: 30) > 0.9)
        let sure = found.confidence
        #expect((0.5...1).contains(sure.beats) && (0.5...1).contains(sure.meter) && (0.5...1).contains(sure.chords))
        // one of 24
        #expect((5.0 / 24...1).contains(sure.key))
        // more than any other place in the bar
        #expect((1.2 / Double(meter)...1).contains(sure.downbeats))
        #expect(found.softChords.count == 2 * found.leadSheet.beats.count)
        for cell in found.softChords {
            #expect(abs(cell.bass.reduce(0, +) - 1) < 1e-3 && cell.tones.allSatisfy { (0...1).contains($0) })
        }
        for (span, next) in zip(found.leadSheet.chords, found.leadSheet.chords.dropFirst()) {
            #expect(span.end == next.start && span.chord != next.chord)
        }
    }

    @Test func aSureBassIsWritten() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 96, chords: "C | G/B | Am | F/C", duration: 20)
        let found = try decode(MadeUpPosteriors(sheet: sheet, duration: 20, clarity: 0.95, noise: 0.3)).leadSheet
        let bar = sheet.beats[sheet.downbeats[1]] + 0.5
        #expect(found.chord(at: bar) == Chord(parsing: "G/B"))
        #expect(found.chord(at: sheet.beats[1])?.description == "C")
    }

    /// A fixed key bends chords that are undecided towards itself; fixed chords stay and rule their neighbours.
    @Test func keyAndChordsAreObeyedInside() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 96, chords: "C", duration: 20)
        let vague = MadeUpPosteriors(sheet: sheet, duration: 20, clarity: 0.02, noise: 0)
        let far = try #require(Key(parsing: "Db"))
        let bent = try decode(vague, .init(key: far)).leadSheet
        #expect(bent.key == far)
        let scale = Set(far.scale)
        #expect(bent.chords.contains { $0.chord.map { scale.isSuperset(of: $0.pitchClasses) } ?? false })
        let span = LeadSheet.Span(
            start: sheet.beats[4], end: sheet.beats[8], chord: Chord(parsing: "Am"), confidence: 0.1)
        let fixed = try decode(vague, .init(beats: sheet.beats, chords: [span])).leadSheet
        let kept = try #require(fixed.chords.first { $0.start == span.start })
        #expect(kept.chord == span.chord && kept.confidence == 1)
        #expect(fixed.beats == sheet.beats && fixed.beatConfidence == 1)
    }

    @Test func sureChordsAreSurer() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 96, duration: 20)
        let clear = try decode(MadeUpPosteriors(sheet: sheet, duration: 20, clarity: 0.8)).confidence
        let vague = try decode(MadeUpPosteriors(sheet: sheet, duration: 20, clarity: 0.02)).confidence
        #expect(clear.chords > vague.chords + 0.1 && clear.key > vague.key)
    }

    /// A bare voice is harmonised by its notes where the encoder knows nothing.
    @Test func theHarmoniserHelpsABareVoice() throws {
        let sheet = try MadeUpPosteriors.sheet(tempo: 100, first: 0.4, duration: 29)
        let made = MadeUpPosteriors(sheet: sheet, duration: 29, clarity: 0, noise: 0, band: 0)
        let notes = Tunes.twinkle(transposedBy: 2, from: 0.4)
        let found = try decode(made, notes: notes, .init(tempo: 100, firstDownbeat: 0.4))
        #expect(found.band == 0)
        #expect(found.leadSheet.key == Key(parsing: "D"))
        #expect(found.leadSheet.chord(at: 1) == Chord(parsing: "D"))
    }

    @Test func tooLittleIsNamed() throws {
        #expect(throws: ListenerError.self) {
            try LeadSheetDecoder(harmoniser: Self.harmoniser.get()).decode(
                GridEvidence(posteriors: Posteriors(tokens: 0), notes: [], duration: 0), constraints: .init())
        }
    }
}
