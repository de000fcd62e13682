import Foundation
import Listener
import Music
import Testing

/// What was heard is moved as the sound is.
@Suite struct HeardMovingTests {
    private static let hop = 256.0 / 24_000
    /// A frame's number tells its values; a rest in frames 4 and 5.
    private static let heard: Heard = {
        let frames = 12
        let hertz: [Float] = [200, 201, 202, 203, 0, 0, 406, 407, 408, 409, 410, 411]
        let pitch = PitchTrack(
            hopSeconds: hop, hertz: hertz, confidence: (0..<frames).map { Float($0) / 16 },
            energy: (0..<frames).map { -40 + Float($0) })
        let sheet = LeadSheet(
            beats: [0, 0.04, 0.08, 0.12], downbeats: [0, 2], meter: 2, key: Key(index: 3),
            chords: [
                .init(start: 0, end: 0.08, chord: Chord(parsing: "C")),
                .init(start: 0.08, end: 0.128, chord: Chord(parsing: "G")),
            ], tuning: Tuning(cents: -20))
        return Heard(
            pitch: pitch,
            notes: [
                .init(start: 0, end: 0.04, pitch: 55, energy: -38),
                .init(start: 0.064, end: 0.128, pitch: 67, energy: -30),
            ],
            onsets: (0..<frames).map { Float($0) }, leadSheet: sheet,
            softChords: [
                SoftChord(start: 0, end: 0.04, chord: Chord(root: PitchClass(0), quality: .major)),
                SoftChord(start: 0.04, end: 0.08, chord: Chord(root: PitchClass(7), quality: .major)),
            ],
            // two values a token
            semantics: (0..<6).flatMap { [Float($0), -Float($0)] }, silence: [9, -9], band: 0.25,
            hypotheses: [
                .init(tempo: 120, firstDownbeat: 0.08, meter: .common, key: Key(index: 3), probability: 0.5)
            ])
    }()

    /// By two tokens, as a pre-roll is: frames are copied, and what was not there is silence.
    @Test func silenceComesBeforeAndAfter() {
        let before = 4 * Self.hop
        let wide = Self.heard.padded(before: before, after: 3 * Self.hop)
        let old = Self.heard.pitch
        #expect(wide.pitch.hertz == [0, 0, 0, 0] + old.hertz + [0, 0, 0])
        #expect(wide.pitch.confidence == [0, 0, 0, 0] + old.confidence + [0, 0, 0])
        #expect(wide.pitch.energy == [Float](repeating: -100, count: 4) + old.energy + [-100, -100, -100])
        #expect(wide.onsets == [0, 0, 0, 0] + Self.heard.onsets + [0, 0, 0])
        #expect(wide.semantics == [9, -9, 9, -9] + Self.heard.semantics + [9, -9])
        #expect(wide.leadSheet == Self.heard.leadSheet.shifted(by: before))
        #expect(wide.notes.map(\.start) == [before, 0.064 + before] && wide.notes.map(\.pitch) == [55, 67])
        #expect(wide.softChords.map(\.end) == [0.04 + before, 0.08 + before])
        #expect(wide.hypotheses[0].firstDownbeat == 0.08 + before && wide.hypotheses[0].tempo == 120)
        #expect(wide.band == 0.25 && wide.silence == [9, -9])
    }

    @Test func noSilenceChangesNothing() {
        let same = Self.heard.padded(before: 0, after: -1)
        #expect(same.pitch == Self.heard.pitch && same.onsets == Self.heard.onsets)
        #expect(same.semantics == Self.heard.semantics && same.leadSheet == Self.heard.leadSheet)
    }

    /// By whole tokens.
    @Test func aPartBeginsAtItsOwnZero() {
        let (start, end) = (4 * Self.hop, 10 * Self.hop)
        let part = Self.heard.slice(from: start, to: end)
        #expect(part.pitch.hertz == Array(Self.heard.pitch.hertz[4..<10]))
        #expect(part.pitch.energy == Array(Self.heard.pitch.energy[4..<10]))
        #expect(part.onsets == [4, 5, 6, 7, 8, 9])
        #expect(part.semantics == [2, -2, 3, -3, 4, -4])
        #expect(part.leadSheet == Self.heard.leadSheet.slice(from: start, to: end))
        // the first note ends before the part, the second one goes on after it
        #expect(part.notes.count == 1 && part.notes[0].end == end - start)
        #expect(abs(part.notes[0].start - (0.064 - start)) < 1e-12)
        // a soft chord is cut where the part begins
        #expect(part.softChords.count == 1 && part.softChords[0].start == 0)
        #expect(abs(part.softChords[0].end - (0.08 - start)) < 1e-12 && part.softChords[0].tones[7] == 1)
    }

    /// A quarter of a frame, an eighth of a token: between two frames lie values between theirs, but a pitch is never made
    /// up between a note and a rest or between two notes.
    @Test func betweenFramesLieValuesBetween() {
        let part = Self.heard.slice(from: 0.25 * Self.hop, to: 12 * Self.hop)
        #expect(part.pitch.frameCount == 11)
        for frame in 0..<11 {
            #expect(abs(part.onsets[frame] - (Float(frame) + 0.25)) < 1e-4)
            #expect(abs(part.pitch.energy[frame] - (-40 + Float(frame) + 0.25)) < 1e-4)
        }
        #expect(abs(part.pitch.hertz[0] - 200 * pow(201 / 200, 0.25)) < 1e-3)
        #expect(part.pitch.hertz[3] == 203 && part.pitch.hertz[4] == 0 && part.pitch.hertz[5] == 0)
        #expect(part.semantics.count == 10 && abs(part.semantics[2] - 1.125) < 1e-4)
        let late = Self.heard.slice(from: 0.75 * Self.hop, to: 12 * Self.hop)
        #expect(late.pitch.hertz[3] == 0 && late.pitch.hertz[5] == 406)
    }

    /// As a tape that runs faster: an octave down to 440 Hz would be twice as fast.
    @Test(arguments: [0.5, 2, 0.974]) func aTapeMovesTimeAndPitchTogether(factor: Double) {
        let tape = Self.heard.scaled(by: factor)
        let old = Self.heard
        #expect(tape.pitch.frameCount == Int((12 * factor + 1e-6).rounded(.down)))
        #expect(tape.pitch.hopSeconds == old.pitch.hopSeconds)
        #expect(tape.leadSheet == old.leadSheet.scaled(by: factor))
        for (new, note) in zip(tape.notes, old.notes) {
            #expect(abs(new.start - note.start * factor) < 1e-12 && abs(new.end - note.end * factor) < 1e-12)
            #expect(abs(new.pitch - (note.pitch - Float(12 * log2(factor)))) < 1e-4)
        }
        #expect(tape.softChords.map(\.end) == old.softChords.map { $0.end * factor })
        #expect(abs(tape.hypotheses[0].tempo - 120 / factor) < 1e-9)
        #expect(tape.hypotheses[0].firstDownbeat == 0.08 * factor)
        // the middle of a frame lies where it lay on the tape: half of it is heard at twice the pitch
        for frame in 0..<tape.pitch.frameCount {
            let place = (Double(frame) + 0.5) / factor - 0.5
            guard (0...11).contains(place) else { continue }
            #expect(abs(Double(tape.onsets[frame]) - place) < 1e-4)
            let near = old.pitch.hertz[Int(place.rounded(.toNearestOrAwayFromZero))]
            if (0...3).contains(place) {
                #expect(abs(Double(tape.pitch.hertz[frame]) * factor - (200 + place)) < 0.1)
            } else if near == 0, place == place.rounded() {
                #expect(tape.pitch.hertz[frame] == 0)
            }
        }
    }

    /// There and back a track is what it was, where it is sung.
    @Test func movesUndoEachOther() {
        let before = 6 * Self.hop
        let back = Self.heard.padded(before: before, after: 4 * Self.hop).slice(
            from: before, to: before + 12 * Self.hop)
        #expect(back.pitch == Self.heard.pitch && back.onsets == Self.heard.onsets)
        #expect(back.semantics == Self.heard.semantics)
        #expect(
            zip(back.notes, Self.heard.notes).allSatisfy { abs($0.start - $1.start) < 1e-12 && $0.pitch == $1.pitch })
    }

    /// Where nobody knows what silence is, and where no encoder heard.
    @Test func withoutAnEncoderNothingIsMadeUp() {
        var plain = Self.heard
        (plain.semantics, plain.silence) = ([], [])
        #expect(plain.padded(before: 1, after: 1).semantics.isEmpty && plain.scaled(by: 0.9).semantics.isEmpty)
        plain.semantics = Self.heard.semantics
        #expect(plain.padded(before: 2 * Self.hop, after: 0).semantics == [0, 0] + plain.semantics)
    }
}
