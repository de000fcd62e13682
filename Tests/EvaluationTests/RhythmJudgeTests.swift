import Evaluation
import Foundation
import Listener
import Signal
import Testing

struct RhythmJudgeTests {
    private let beats = (0..<40).map { 0.7 + Double($0) * 0.5 }

    @Test func beatFCountsHitsOnce() {
        #expect(RhythmJudge.beatF(estimated: beats, reference: beats) == 1)
        #expect(RhythmJudge.beatF(estimated: beats.map { $0 + 0.069 }, reference: beats) == 1)
        #expect(RhythmJudge.beatF(estimated: beats.map { $0 + 0.071 }, reference: beats) == 0)
        // Twice as many: precision 1/2, recall 1.
        let doubled = beats.flatMap { [$0, $0 + 0.25] }
        #expect(abs(RhythmJudge.beatF(estimated: doubled, reference: beats) - 2.0 / 3) < 1e-12)
        #expect(RhythmJudge.beatFAtAnyLevel(estimated: doubled, reference: beats) == 1)
        #expect(RhythmJudge.beatF(estimated: [1, 1.01], reference: [1]) == 2.0 / 3)
        #expect(RhythmJudge.beatF(estimated: [], reference: beats) == 0)
        #expect(RhythmJudge.beatF(estimated: [], reference: []) == 1)
    }

    @Test func onsetsOnTheBeatStandOut() throws {
        let band = Band.clicks(at: beats, duration: 21)
        let right = try #require(RhythmJudge.onsetAtBeatRatio(accompaniment: band, beats: beats))
        let late = try #require(RhythmJudge.onsetAtBeatRatio(accompaniment: band, beats: beats.map { $0 + 0.2 }))
        #expect(right > 10)
        #expect(late < 0.1)
    }

    @Test func beatsOfAnotherTempoMeanNothing() throws {
        let band = Band.clicks(at: beats, duration: 21)
        // The golden ratio never falls into step.
        let other = (0..<63).map { 0.7 + Double($0) * 0.5 / 1.618034 }
        let ratio = try #require(RhythmJudge.onsetAtBeatRatio(accompaniment: band, beats: other))
        #expect(ratio > 0.5 && ratio < 2)
        #expect(RhythmJudge.onsetAtBeatRatio(accompaniment: band, beats: []) == nil)
    }

    @Test(arguments: [70.0, 96.0, 120.0, 150.0])
    func beatsOfABandAreTracked(tempo: Double) {
        let beats = stride(from: 0.4, to: 20, by: 60 / tempo).map { $0 }
        let track = AccompanimentBeatTracker().track(Band.clicks(at: beats, duration: 20.5))
        #expect(RhythmJudge.beatF(estimated: track.beats, reference: beats) > 0.95)
    }

    @Test func silenceHasNoBeats() {
        #expect(AccompanimentBeatTracker().track([Float](repeating: 0, count: 240_000)).beats.isEmpty)
        #expect(AccompanimentBeatTracker().track([]).beats.isEmpty)
    }
}
