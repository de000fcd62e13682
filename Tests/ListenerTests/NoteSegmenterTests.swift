import Foundation
import Listener
import Testing

struct NoteSegmenterTests {
    private func notes(_ samples: [Float]) -> [SungNote] {
        NoteSegmenter().segment(PitchTracker().track(samples))
    }

    @Test func separateNotesKeepTheirTimesAndPitches() throws {
        let gap = Voices.silence(seconds: 0.1)
        let first = Voices.faded(Voices.tone(seconds: 0.4) { _ in 220 })
        let second = Voices.faded(Voices.tone(seconds: 0.3) { _ in 277.18 })
        let found = notes(gap + first + gap + second + gap)
        try #require(found.count == 2)
        #expect(abs(found[0].start - 0.1) < 0.03 && abs(found[0].end - 0.5) < 0.04)
        #expect(abs(found[1].start - 0.6) < 0.03 && abs(found[1].end - 0.9) < 0.04)
        #expect(abs(found[0].pitch - 57) < 0.05 && abs(found[1].pitch - 61) < 0.05)
    }

    @Test func legatoIsCutWhereThePitchSteps() throws {
        let found = notes(Voices.faded(Voices.tone(seconds: 0.9) { $0 < 0.3 ? 220 : $0 < 0.6 ? 246.94 : 261.63 }))
        try #require(found.count == 3)
        #expect(abs(found[1].start - 0.3) < 0.03 && abs(found[2].start - 0.6) < 0.03)
        #expect(found.map { Int($0.pitch.rounded()) } == [57, 59, 60])
    }

    @Test func vibratoIsOneNote() throws {
        let curve = { (seconds: Double) in 330 * exp2(0.8 / 12 * sin(2 * .pi * 5.5 * seconds)) }
        let found = notes(Voices.faded(Voices.tone(seconds: 1.5, hertz: curve)))
        try #require(found.count == 1)
        #expect(abs(found[0].pitch - 64.02) < 0.3)
    }

    /// The level falls by 15 dB for 40 ms, as in "na-na".
    @Test func aDipSeparatesRepeatedNotes() throws {
        var samples = Voices.faded(Voices.tone(seconds: 0.8) { _ in 220 })
        for index in Int(0.38 * 24_000)..<Int(0.42 * 24_000) { samples[index] *= 0.18 }
        let found = notes(samples)
        try #require(found.count == 2)
        #expect(abs(found[1].start - 0.42) < 0.03)
    }

    /// A hummed consonant 12 dB under the vowel: the note begins with the vowel.
    @Test func aNoteBeginsWithItsVowel() throws {
        let hum = Voices.faded(Voices.tone(seconds: 0.08, partials: [1]) { _ in 220 }).map { $0 * 0.2 }
        let vowel = Voices.tone(seconds: 0.4) { _ in 220 }
        let found = notes(Voices.silence(seconds: 0.2) + hum + vowel + Voices.silence(seconds: 0.2))
        try #require(found.count == 1)
        #expect(abs(found[0].start - 0.28) < 0.025)
    }

    @Test func silenceHasNoNotes() {
        #expect(notes(Voices.silence(seconds: 1)).isEmpty)
        #expect(notes([]).isEmpty)
    }
}
