import Evaluation
import Foundation
import Music
import SING
import Signal
import Testing

/// Instruments with the weights that come with the program, in a singer's tuning.
struct TunedNotesTests {
    private static let instrument = Result { try SINGInstrument() }
    /// C major, note by note, then the chord.
    private static let notes =
        [60, 62, 64, 65, 67].enumerated().map { Note(start: 0.6 * Double($0.offset), duration: 0.5, pitch: $0.element) }
        + [60, 64, 67].map { Note(start: 3, duration: 2, pitch: $0) }

    private func played(_ cents: Double) throws -> [Float] {
        let instrument = try Self.instrument.get()
        return try instrument.render(
            [.init(instrument: 0, notes: Self.notes)], ratio: Tuning(cents: cents).bandRatio)
    }

    @Test(arguments: [-45.0, -15, 35]) func instrumentsPlayInTheTuning(cents: Double) throws {
        let (plain, tuned) = (try played(0), try played(cents))
        let usual = try #require(TuningEstimate(of: plain)), found = try #require(TuningEstimate(of: tuned))
        #expect(abs(usual.cents) < 5, "\(usual)")
        #expect(abs(found.cents - usual.cents - cents) < 1.5, "\(found) after \(usual)")
        // notes begin and end where they did
        #expect(abs(tuned.count - plain.count) < 300)
        for note in Self.notes {
            let first = Int(note.start * 24_000)
            func loudest(_ samples: [Float], _ range: Range<Int>) -> Float { samples[range].map(abs).max() ?? 0 }
            let (one, other) = (loudest(plain, first..<first + 9_600), loudest(tuned, first..<first + 9_600))
            #expect(one > 0.02 && abs(one / other - 1) < 0.3, "\(note.start)")
        }
    }

    @Test func in440NothingChanges() throws {
        #expect(try played(2) == played(0))
    }
}
