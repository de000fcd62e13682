import Evaluation
import Foundation
import Music
import Signal
import Testing

struct EstimatorTests {
    private let sheet = Band.leadSheet()

    @Test func chordsOfABandAreNamed() {
        let band = Band.play(sheet)
        let chords = ChordEstimator().chords(
            chroma: ChromaAnalysis().chromagram(of: band), bass: ChromaAnalysis.bass.chromagram(of: band))
        let spans = ChordEstimator.spans(chords)
        let agreement = ChordOverlap.majorMinor(estimated: spans, reference: sheet.chords)
        #expect((agreement ?? 0) > 0.9)
        // Contiguous, without neighbours of one chord.
        for (left, right) in zip(spans, spans.dropFirst()) {
            #expect(abs(left.end - right.start) < 1e-9 && left.chord != right.chord)
        }
    }

    @Test func silenceHasNoChords() {
        let silence = [Float](repeating: 0, count: 48_000)
        let chords = ChordEstimator().chords(
            chroma: ChromaAnalysis().chromagram(of: silence), bass: ChromaAnalysis.bass.chromagram(of: silence))
        #expect(chords.allSatisfy { $0 == nil })
        #expect(AccompanimentAnalysis(silence).key == nil)
        #expect(AccompanimentAnalysis(silence).onsets.isEmpty)
    }

    @Test(arguments: 0..<24) func scalesNameTheirKey(index: Int) throws {
        let key = Key(index: index)
        var weights = [Double](repeating: 0, count: 12)
        for tone in key.scale { weights[tone.value] = 1 }
        // Tonic and dominant sound longer than the rest.
        weights[key.tonic.value] = 3
        weights[key.tonic.transposed(by: 7).value] = 2
        #expect(KeyJudge.key(weights) == key)
        #expect(KeyJudge.key([Double](repeating: 1, count: 12)) == nil)
    }

    @Test func onsetsAreFoundOnce() {
        let times = [0.5, 0.8, 1.3, 2, 2.2, 3.05]
        let onsets = OnsetPicker().onsets(in: OnsetEnvelope(of: Band.clicks(at: times, duration: 4)))
        #expect(onsets.count == times.count)
        #expect(RhythmJudge.beatF(estimated: onsets, reference: times, tolerance: 0.02) == 1)
    }

    @Test func notesThatSoundTogetherAreFound() {
        var samples = [Float](repeating: 0, count: 48_000)
        for pitch in [52, 60, 67] {
            Band.strike(440 * exp2(Double(pitch - 69) / 12), at: 0.05, into: &samples, length: 1.9)
        }
        let frames = NoteEstimator().notes(in: samples)
        // Away from the ends.
        for frame in 2..<4 {
            #expect(Set(frames[frame]).isSuperset(of: [52, 60, 67]), "\(frames[frame])")
            #expect(frames[frame].allSatisfy { [0, 4, 7].contains($0 % 12) }, "\(frames[frame])")
        }
        let silence = NoteEstimator().notes(in: [Float](repeating: 0, count: 48_000))
        #expect(silence.allSatisfy { $0.isEmpty })
    }

    @Test func strokesAreCounted() {
        let every = stride(from: 0.3, to: 6, by: 0.5).map { $0 }
        let sparse = PercussionCount().mostTogether(in: Band.clicks(at: every, duration: 6.5))
        let dense = PercussionCount().mostTogether(
            in: Band.clicks(at: stride(from: 0.3, to: 6, by: 0.125).map { $0 }, duration: 6.5))
        // White bursts strike in all three ranges; 0.6 s hold two of them, or five.
        #expect(sparse == 6)
        #expect(dense == 15)
        var tone = [Float](repeating: 0, count: 72_000)
        for index in tone.indices { tone[index] = 0.1 * sinf(2 * .pi * 220 * Float(index) / 24_000) }
        #expect(PercussionCount().mostTogether(in: tone) <= 1)
    }

    /// Every figure that the report shows of its judges, on the pieces it shows them for.
    @Test func theJudgesAreGoodOnSyntheticPieces() throws {
        let accuracy = try PairEvaluation.syntheticAccuracy()
        #expect(accuracy.songs == 6)
        for (title, _, path) in EstimatorAccuracy.figures {
            let value = try #require(accuracy[keyPath: path], "\(title)")
            #expect(value > 0.8 && value <= 1, "\(title) \(value)")
        }
    }
}
