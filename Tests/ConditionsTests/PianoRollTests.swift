import Conditions
import Music
import Testing

@Suite struct PianoRollTests {
    private let hop = ConditionFeatures.hopSeconds

    /// Frames are theirs whose centres lie in the note; what lies outside is left out.
    @Test func notesLieOnTheirFrames() {
        let notes = [
            Note(start: 0, duration: 2 * hop, pitch: 60), Note(start: hop, duration: 2 * hop, pitch: 48),
            Note(start: -5, duration: 1, pitch: 90), Note(start: 100, duration: 1, pitch: 91),
        ]
        let roll = PianoRoll(notes, frameCount: 4)
        #expect(roll.frames == [[60], [48, 60], [48], []])
        #expect(roll.tones[3].isEmpty && roll.tones[2] == [Float(Note.hertz(ofPitch: 48))])
        #expect(PianoRoll(notes, frameCount: 2, from: hop).frames == [[48, 60], [48]])
    }

    @Test func tokensHaveWhatSoundsInTheirMiddle() {
        let roll = PianoRoll([Note(start: hop, duration: 2 * hop, pitch: 60)], frameCount: 4)
        #expect(roll.activity(of: 59..<62, stride: 2) == [0, 1, 0, 0, 0, 0])
    }
}
