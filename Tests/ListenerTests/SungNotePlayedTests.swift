import Foundation
import Listener
import Music
import Signal
import Testing

@Suite struct SungNotePlayedTests {
    private func sung(_ pitch: Float, _ energy: Float) -> SungNote {
        SungNote(start: 1, end: 1.5, pitch: pitch, energy: energy)
    }

    @Test func loudnessBecomesVelocity() {
        let notes = SungNote.played([sung(60.4, -20), sung(61.6, -26), sung(64, -17), sung(65, -60), sung(66, -20)])
        #expect(notes.map(\.pitch) == [60, 62, 64, 65, 66])
        #expect(notes.map(\.velocity) == [90, 78, 96, 50, 90])
        #expect(notes.allSatisfy { $0.start == 1 && $0.duration == 0.5 })
        #expect(SungNote.played([]).isEmpty)
    }

    /// Between two keys the tuning decides: a singer 45 cents flat who drifts by ten more means the upper one.
    @Test func theNearestKeyIsThatOfTheTuning() {
        let flat = [sung(59.55, -20), sung(61.45, -20), sung(63.6, -20)]
        #expect(SungNote.played(flat, tuning: Tuning(cents: -45)).map(\.pitch) == [60, 62, 64])
        #expect(SungNote.played(flat).map(\.pitch) == [60, 61, 64])
        #expect(SungNote.played([sung(-3, -20), sung(140, -20)], tuning: Tuning(cents: 50)).map(\.pitch) == [0, 127])
    }

    /// Two tones with overtones, A3 and C#4, are found as two keys.
    @Test func aVoiceIsHeardAsKeys() throws {
        let rate = 24_000.0
        func tone(_ hertz: Double) -> [Float] {
            (0..<Int(rate)).map { index in
                let time = Double(index) / rate
                return (1...5).reduce(Float(0)) {
                    $0 + Float(0.2 / Double($1) * sin(2 * .pi * hertz * Double($1) * time))
                }
            }
        }
        let hearing = VocalHearing { VocalListener(harmoniser: try .bundled()) }
        let notes = try hearing.notes(of: AudioBuffer(sampleRate: rate, mono: tone(220) + tone(277.18)))
        #expect(SungNote.played(notes).map(\.pitch) == [57, 61])
    }

    @Test func silenceIsToldInASentence() {
        let hearing = VocalHearing { VocalListener(harmoniser: try .bundled()) }
        #expect(throws: ListenerError.silent) {
            try hearing.notes(of: AudioBuffer(sampleRate: 24_000, mono: [Float](repeating: 0, count: 48_000)))
        }
    }
}
