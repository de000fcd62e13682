import Band
import Corpus
import Music
import Signal
import Testing

@Suite("Tempo of songs")
struct SongTempoTests {
    private func rises(_ values: [Double]) -> Bool { zip(values, values.dropFirst()).allSatisfy { $0 < $1 } }

    private let drift = TempoDrift(wander: 0.03, ritardando: 0.5)

    @Test("Without drift everything is scaled")
    func scaling() throws {
        let song = try tinySong()
        let fast = song.retimed(tempo: 160, generator: SeededGenerator(seed: 1))
        #expect(abs(fast.leadSheet.tempo - 160) < 1e-6)
        #expect(abs(fast.duration - song.duration * 0.75) < 1e-6)
        for (new, old) in zip(fast.melody + fast.piano, song.melody + song.piano) {
            #expect(abs(new.start - old.start * 0.75) < 1e-6 && abs(new.duration - old.duration * 0.75) < 1e-6)
            #expect(new.pitch == old.pitch)
        }
        #expect(abs(fast.leadSheet.chords[3].start - song.leadSheet.chords[3].start * 0.75) < 1e-6)
    }

    @Test(
        "With drift beats and notes keep their order, and single beats their bounds", arguments: [50.0, 71, 120, 180])
    func drifting(tempo: Double) throws {
        let song = try tinySong().excerpt(from: 1.3, to: 30)
        for seed in UInt64(1)...10 {
            let moved = song.retimed(tempo: tempo, drift: drift, generator: SeededGenerator(seed: seed))
            let beats = moved.leadSheet.beats
            #expect(rises(beats) && rises(moved.melody.map(\.start)) && beats[0] >= 0)
            #expect(zip(moved.melody, moved.melody.dropFirst()).allSatisfy { $0.end <= $1.start + 1e-9 })
            let local = zip(beats.dropFirst(), beats).map { 60 / ($0 - $1) / tempo }
            #expect(local.allSatisfy { (0.85 - 1e-9...1.12 + 1e-9).contains($0) })
            #expect(abs(moved.leadSheet.tempo / tempo - 1) < 0.08)
            #expect(moved.leadSheet.downbeats == song.leadSheet.downbeats)
        }
    }

    @Test("A note stays at its place on the beats")
    func together() throws {
        let song = try tinySong()
        let moved = song.retimed(tempo: 90, drift: drift, generator: SeededGenerator(seed: 4))
        let before = try #require(BeatGrid(beats: song.leadSheet.beats))
        let after = try #require(BeatGrid(beats: moved.leadSheet.beats))
        for (old, new) in zip(song.melody, moved.melody) {
            #expect(abs(before.position(at: old.start) - after.position(at: new.start)) < 1e-6)
            #expect(abs(before.position(at: old.end) - after.position(at: new.end)) < 1e-6)
        }
        for (old, new) in zip(song.leadSheet.chords, moved.leadSheet.chords) {
            #expect(abs(before.position(at: old.start) - after.position(at: new.start)) < 1e-6)
        }
    }

    @Test("The tempo wanders slowly: neighbouring beats are more alike than distant ones")
    func smoothness() throws {
        let song = try tinySong(bars: 64)
        let wander = TempoDrift(wander: 0.02, ritardando: 0)
        let moved = song.retimed(tempo: 100, drift: wander, generator: SeededGenerator(seed: 2))
        let local = zip(moved.leadSheet.beats.dropFirst(), moved.leadSheet.beats).map { 0.6 / ($0 - $1) - 1 }
        let power = local.reduce(0) { $0 + $1 * $1 } / Double(local.count)
        let step = zip(local, local.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) } / Double(local.count)
        #expect(power.squareRoot() > 0.008 && power.squareRoot() < 0.04)
        #expect(step < 0.1 * power)
    }

    @Test("Tempos outside the range are cut to it")
    func cut() throws {
        let song = try tinySong()
        #expect(abs(song.retimed(tempo: 20, generator: SeededGenerator(seed: 1)).leadSheet.tempo - 50) < 1e-6)
        #expect(abs(song.retimed(tempo: 900, generator: SeededGenerator(seed: 1)).leadSheet.tempo - 180) < 1e-6)
    }

    @Test("The same seed wanders alike")
    func determinism() throws {
        let song = try tinySong()
        func moved(_ seed: UInt64) -> SongSymbols {
            song.retimed(tempo: 90, drift: drift, generator: SeededGenerator(seed: seed))
        }
        #expect(moved(1) == moved(1))
        #expect(moved(1) != moved(2))
    }

    @Test("A tempo for a style can be sung", arguments: Style.allCases)
    func styleTempo(style: Style) throws {
        var song = try tinySong()
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<20 {
            #expect(SongSymbols.tempos.contains(song.tempo(for: style, generator: &generator)))
        }
        // Sixteenths at 120: already as fast as one can sing.
        song.melody = (0..<100).map { Note(start: Double($0) * 0.125, duration: 0.12, pitch: 64) }
        for _ in 0..<20 { #expect(song.tempo(for: style, generator: &generator) <= 120) }
    }

    @Test("Swing moves what is between beats, and only that")
    func swung() throws {
        var song = try tinySong()
        song.melody = [Note(start: 1, duration: 0.25, pitch: 60), Note(start: 1.25, duration: 0.25, pitch: 62)]
        let swung = song.swung(by: Swing(unit: .eighths, share: 2.0 / 3))
        #expect(swung.leadSheet == song.leadSheet)
        #expect(abs(swung.melody[0].start - 1) < 1e-9)
        #expect(abs(swung.melody[1].start - (1 + 1.0 / 3)) < 1e-9)
        #expect(abs(swung.melody[1].end - 1.5) < 1e-9)
        let sixteenths = Swing(unit: .sixteenths, share: 0.6)
        #expect(abs(sixteenths.played(3.25) - 3.3) < 1e-9 && sixteenths.played(3.5) == 3.5)
        #expect(rises((0..<100).map { sixteenths.played(Double($0) * 0.07) }))
    }
}
