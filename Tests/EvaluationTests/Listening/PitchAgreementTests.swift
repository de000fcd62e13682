import Evaluation
import Foundation
import Music
import Testing

struct PitchAgreementTests {
    /// Expected values: mir_eval 0.8.2, `mir_eval.melody.evaluate`: recall .8, false alarm 1/3, raw pitch .4, raw chroma .6.
    @Test func figuresAreThoseOfMelodyExtraction() {
        let agreement = PitchAgreement(
            estimate: [0, 220, 232, 0, 110, 220, 441, 0], reference: [0, 220, 220, 220, 0, 440, 440, 0])
        #expect(agreement.referenceVoiced == 5 && agreement.bothVoiced == 4 && agreement.estimateVoiced == 5)
        #expect(agreement.rawPitch == 0.4)
        #expect(agreement.pitchWhereBoth == 0.5 && agreement.chromaWhereBoth == 0.75)
        #expect(agreement.voicingF1 == 0.8)
        #expect(agreement.voicingAgreement == 0.75)
    }

    @Test func framesOfWhichNothingIsKnownDontCount() {
        let agreement = PitchAgreement(estimate: [220, 0, 300, 300, 300], reference: [nil, nil, 300, 0])
        #expect(agreement.frames == 2 && agreement.estimateVoiced == 2)
        #expect(agreement.rawPitch == 1 && agreement.voicingF1 == 2.0 / 3)
    }

    @Test func theLimitIsHalfASemitone() {
        func near(_ cents: Double) -> Double? {
            PitchAgreement(estimate: [Float(300 * exp2(cents / 1_200))], reference: [300]).pitchWhereBoth
        }
        #expect(near(49.5) == 1 && near(-49.5) == 1)
        #expect(near(50.5) == 0 && near(-50.5) == 0)
    }

    @Test func silenceHasNoFigures() {
        let agreement = PitchAgreement(estimate: [0, 0], reference: [0, 0])
        #expect(agreement.voicingF1 == nil && agreement.rawPitch == nil && agreement.pitchWhereBoth == nil)
        #expect(agreement.voicingAgreement == 1)
        #expect(PitchAgreement().voicingAgreement == nil)
    }

    @Test func songsAddUp() {
        let (a, b): ([Float], [Float]) = ([220, 0, 330], [220, 220, 0])
        let (c, d): ([Float], [Float]) = ([440], [220])
        #expect(
            PitchAgreement(estimate: a, reference: b) + PitchAgreement(estimate: c, reference: d)
                == PitchAgreement(estimate: a + c, reference: b + d))
    }

    /// A note of 2 s is known in its middle, a rest where it is far from notes.
    @Test func notesSayPitchWhereItIsSure() {
        let notes = [
            Note(start: 1, duration: 2, pitch: 69, velocity: 90), Note(start: 5, duration: 1, pitch: 57, velocity: 90),
        ]
        let hertz = NotePitch.hertz(of: notes, frames: 80, hopSeconds: 0.1)
        func at(_ seconds: Double) -> Float? { hertz[Int(seconds * 10)] }
        #expect(at(0.2) == 0 && at(2) == 440 && at(4) == 0 && at(5.5) == 220 && at(7.5) == 0)
        #expect(at(0.8) == .none && at(1.2) == .none && at(2.8) == .none && at(3.1) == .none && at(4.8) == .none)
    }
}
