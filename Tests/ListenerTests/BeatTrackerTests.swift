import Foundation
import Listener
import Signal
import Testing

struct BeatTrackerTests {
    /// A tune in quarters of a beat: where the notes of four bars of 4/4 begin.
    private static let tune = [0, 4, 6, 8, 12, 16, 18, 20, 22, 24, 32, 36, 38, 40, 44, 46, 48, 52, 56]

    /// The tune repeated over a tempo, sung with a spread of 20 ms.
    private func onsets(tempo: Double, start: Double, repeats: Int) -> [Double] {
        var generator = SeededGenerator(seed: 7)
        return (0..<repeats).flatMap { round in
            Self.tune.map { quarter in
                start + Double(round * 64 + quarter) * 15 / tempo + generator.normal(standardDeviation: 0.02)
            }
        }
    }

    private func share(_ beats: [Double], onGridFrom start: Double, tempo: Double) -> Double {
        let near = beats.count { beat in
            let place = (beat - start) * tempo / 60
            return abs(place - place.rounded()) * 60 / tempo < 0.07
        }
        return Double(near) / Double(max(beats.count, 1))
    }

    @Test(arguments: [88.0, 104.0, 120.0, 139.0, 155.0])
    func findsTempoAndPhase(tempo: Double) {
        let notes = onsets(tempo: tempo, start: 1.3, repeats: 4)
        let duration = 1.3 + 256 * 15 / tempo
        let track = BeatTracker().track(onsets: notes, duration: duration)
        #expect(abs(Double(track.beats.count) - duration * tempo / 60) <= 1.5)
        #expect(share(track.beats, onGridFrom: 1.3, tempo: tempo) == 1)
        #expect(track.confidence > 0.7)
    }

    @Test func beatsRunThroughSilence() throws {
        let early = onsets(tempo: 120, start: 10, repeats: 1)
        let late = onsets(tempo: 120, start: 58, repeats: 1)
        let track = BeatTracker().track(onsets: early + late, duration: 70)
        #expect(share(track.beats, onGridFrom: 10, tempo: 120) == 1)
        #expect(try #require(track.beats.first) < 0.5)
        #expect(try #require(track.beats.last) > 69.5)
    }

    @Test func followsASlowAcceleration() {
        // 110 beats a minute, 5 % faster after 100 beats.
        var times = [0.5]
        for beat in 0..<100 { times.append(times[beat] + 60 / (110 * (1 + 0.0005 * Double(beat)))) }
        let notes = (0..<6).flatMap { round in
            Self.tune.filter { round * 16 + $0 / 4 < 100 }.map { quarter in
                let beat = round * 16 + quarter / 4
                return times[beat] + (times[beat + 1] - times[beat]) * Double(quarter % 4) / 4
            }
        }
        let track = BeatTracker().track(onsets: notes, duration: times[96])
        let hits = times[..<96].count { time in track.beats.contains { abs($0 - time) < 0.05 } }
        #expect(hits >= 94)
    }

    @Test(arguments: [66.0, 72.0, 180.0])
    func aGivenTempoOutsideTheOctaveIsKept(tempo: Double) {
        let track = BeatTracker().track(
            onsets: onsets(tempo: tempo, start: 0.8, repeats: 3), duration: 0.8 + 192 * 15 / tempo, tempo: tempo)
        let distances = zip(track.beats.dropFirst(), track.beats).map { $0 - $1 }
        #expect(distances.allSatisfy { abs($0 * tempo / 60 - 1) < 0.05 })
        #expect(share(track.beats, onGridFrom: 0.8, tempo: tempo) == 1)
    }

    /// Onsets half a beat off: the singer's word counts more.
    @Test func aGivenBeatSetsThePhase() {
        let notes = onsets(tempo: 120, start: 1, repeats: 2)
        let track = BeatTracker().track(onsets: notes, duration: 40, tempo: 120, firstBeat: 1.25)
        #expect(share(track.beats, onGridFrom: 1.25, tempo: 120) > 0.95)
    }

    @Test func withoutNotesAGivenTempoStillBeats() throws {
        let track = BeatTracker().track(onsets: [], duration: 10, tempo: 100, firstBeat: 0.2)
        #expect(share(track.beats, onGridFrom: 0.2, tempo: 100) == 1)
        #expect(track.beats.count == 17)
        #expect(track.confidence == 0)
        #expect(BeatTracker().track(onsets: [], duration: 0).beats.isEmpty)
    }

    @Test func randomNotesGiveLittleConfidence() {
        var generator = SeededGenerator(seed: 3)
        var time = 0.0
        let notes = (0..<150).map { _ in
            time += generator.uniform(in: 0.1..<0.9)
            return time
        }
        #expect(BeatTracker().track(onsets: notes, duration: time + 1).confidence < 0.55)
    }
}
