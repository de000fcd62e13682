import Evaluation
import Foundation
import Listener
import Music
import Testing

struct HarmonyJudgeTests {
    private let sheet = Band.leadSheet()

    /// A tritone away the chords have few tones in common with what is played.
    @Test func chordTonesTellTheRightChords() throws {
        let right = try #require(HarmonyJudge.chordToneEnergy(accompaniment: Band.play(sheet), leadSheet: sheet))
        let wrong = try #require(
            HarmonyJudge.chordToneEnergy(accompaniment: Band.play(sheet, transposed: 6), leadSheet: sheet))
        #expect(right > 0.75)
        #expect(wrong < 0.2)
    }

    @Test func rootsAreFound() throws {
        let right = try #require(HarmonyJudge.rootAccuracy(accompaniment: Band.play(sheet), leadSheet: sheet))
        let wrong = try #require(
            HarmonyJudge.rootAccuracy(accompaniment: Band.play(sheet, transposed: 1), leadSheet: sheet))
        #expect(right == 1)
        #expect(wrong == 0)
    }

    @Test func withoutChordsThereIsNoVerdict() {
        var silent = sheet
        silent.chords = [LeadSheet.Span(start: 0, end: 16, chord: nil)]
        #expect(HarmonyJudge.chordToneEnergy(accompaniment: Band.play(sheet), leadSheet: silent) == nil)
        #expect(HarmonyJudge.rootAccuracy(accompaniment: Band.play(sheet), leadSheet: silent) == nil)
    }

    /// The voice sings the roots of the chords.
    private func voice(transposed semitones: Int) -> PitchTrack {
        let hop = 256.0 / 24_000
        let frames = Int(16 / hop)
        let hertz = (0..<frames).map { frame -> Float in
            guard frame % 40 < 30, let chord = sheet.chord(at: Double(frame) * hop) else { return 0 }
            return Float(440 * exp2(Double(60 + chord.root.value + semitones - 69) / 12))
        }
        return PitchTrack(
            hopSeconds: hop, hertz: hertz, confidence: hertz.map { $0 > 0 ? 1 : 0 },
            energy: hertz.map { $0 > 0 ? -20 : PitchTrack.silence })
    }

    @Test func harmonyZFavoursTheSungClass() throws {
        let band = Band.play(sheet)
        let right = try #require(HarmonyJudge.harmonyZ(accompaniment: band, vocalPitch: voice(transposed: 0)))
        let wrong = try #require(HarmonyJudge.harmonyZ(accompaniment: band, vocalPitch: voice(transposed: 1)))
        #expect(right > 2)
        #expect(wrong < 0)
        #expect(HarmonyJudge.harmonyZ(accompaniment: band, vocalPitch: PitchTracker().track([])) == nil)
    }

    @Test func chromaZIsHighestUntransposed() throws {
        let band = Band.play(sheet)
        let right = try #require(HarmonyJudge.chromaZ(generated: band, reference: band))
        let wrong = try #require(HarmonyJudge.chromaZ(generated: Band.play(sheet, transposed: 1), reference: band))
        #expect(right > 2)
        #expect(wrong < 0.5)
        #expect(HarmonyJudge.chromaZ(generated: [], reference: band) == nil)
    }
}
