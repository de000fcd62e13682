import Foundation
import Signal
import Testing
import Training

@Suite("Human lines") struct HumanLineTests {
    private static let still = HumanLine(
        lag: 0, spread: 0, intonation: 0, tuning: 0, scoops: 0, splits: 0, lost: 0, besideBeats: 0, wrongTempo: 0)
    private static let notes: [SungNoteEvent] = (0..<200).map { number -> SungNoteEvent in
        let start = Double(number) / 2
        return (start: start, end: start + 0.45, pitch: Double(60 + number % 5))
    }

    private func changed(_ change: (inout HumanLine) -> Void) -> HumanLine {
        var line = Self.still
        change(&line)
        return line
    }

    @Test("Who strays in nothing sings what is written")
    func still() {
        var generator = SeededGenerator(seed: 1)
        let sung = Self.still.sung(Self.notes, &generator)
        #expect(sung.elementsEqual(Self.notes) { $0 == $1 })
        let beats = (0..<20).map(Double.init)
        #expect(Self.still.heard(beats, &generator).beats == beats && Self.still.heard(beats, &generator).areTrue)
    }

    @Test("Each habit changes its own thing")
    func habits() {
        var generator = SeededGenerator(seed: 2)
        let late = changed { $0.lag = 0.1 }.sung(Self.notes, &generator)
        let lags = zip(late, Self.notes).map { $0.start - $1.start }
        #expect(lags.allSatisfy { abs($0 - lags[0]) < 1e-9 } && lags[0] != 0)
        let flat = changed { $0.intonation = 0.5 }.sung(Self.notes, &generator)
        #expect(
            zip(flat, Self.notes).allSatisfy { $0.start == $1.start }
                && flat.contains { $0.pitch.rounded() != $0.pitch })
        #expect(changed { $0.lost = 1 }.sung(Self.notes, &generator).count < Self.notes.count)
        let split = changed { $0.splits = 1 }.sung(Self.notes, &generator)
        #expect(
            split.count > Self.notes.count && zip(split, split.dropFirst()).allSatisfy { $0.end <= $1.start + 1e-9 })
        let scooped = changed { $0.scoops = 1 }.sung(Self.notes, &generator)
        #expect(scooped.count > Self.notes.count && scooped.allSatisfy { $0.end > $0.start })
    }

    @Test("Beats beside their place and at a wrong tempo are no longer the song's")
    func beats() {
        var generator = SeededGenerator(seed: 3)
        let beats = (0..<40).map { Double($0) * 0.5 }
        let beside = changed { $0.besideBeats = 1 }.heard(beats, &generator)
        #expect(!beside.areTrue && zip(beside.beats, beside.beats.dropFirst()).allSatisfy { abs($1 - $0 - 0.5) < 1e-9 })
        #expect(beside.beats[0] > 0.07 && beside.beats[0] < 0.43)
        let wrong = changed { $0.wrongTempo = 1 }.heard(beats, &generator)
        #expect(!wrong.areTrue && abs(wrong.beats[1] - wrong.beats[0] - 0.5) > 0.04)
        #expect(wrong.beats.allSatisfy { (0...19.5).contains($0) })
    }
}
