import Foundation
import Music
import Testing

@Suite struct TuningTests {
    @Test func centsAreARatio() {
        #expect(abs(Tuning(cents: -35).a - 431.19) < 0.01)
        #expect(abs(Tuning(cents: 50).ratio - 1.02930) < 1e-5)
        #expect(Tuning.standard.ratio == 1 && Tuning.standard.a == 440)
    }

    /// A band that is out by less than anybody hears is left as it is.
    @Test func aHairIsNoTuning() {
        for cents in [0, 2.9, -2.9] { #expect(Tuning(cents: cents).isStandard && Tuning(cents: cents).bandRatio == 1) }
        for cents in [3.1, -20] { #expect(!Tuning(cents: cents).isStandard) }
        #expect(Tuning(cents: -45).bandRatio == Tuning(cents: -45).ratio)
    }

    @Test func aSheetRunsFaster() {
        let sheet = LeadSheet(
            beats: [-1, 0, 1, 2], downbeats: [1], meter: 2, key: Key(index: 3),
            chords: [.init(start: 0, end: 2, chord: Chord(parsing: "Eb"), confidence: 0.5)], beatConfidence: 0.7,
            tuning: Tuning(cents: -20))
        let fast = sheet.scaled(by: 0.5)
        #expect(fast.beats == [-0.5, 0, 0.5, 1] && fast.tempo == 120)
        #expect(fast.chords == [.init(start: 0, end: 1, chord: Chord(parsing: "Eb"), confidence: 0.5)])
        #expect(fast.downbeats == [1] && fast.key == sheet.key && fast.tuning == sheet.tuning)
        #expect(fast.scaled(by: 2) == sheet)
    }
}
