import Band
import Corpus
import Foundation
import Music
import Signal
import Testing

@Suite("Delivery")
struct DeliveryTests {
    private func sung(_ delivery: Delivery, seed: UInt64 = 1) -> [(written: Note, sung: Note)] {
        var generator = SeededGenerator(seed: 3)
        var voice = SingerVoice(kind: .female, drawnBy: &generator)
        voice.delivery = delivery
        // Phrases of six notes with rests between them.
        let melody = (0..<60).map { index in
            Note(start: 1 + Double(index) * 0.5 + Double(index / 6), duration: 0.45, pitch: voice.center + index % 4)
        }
        let performed = Singer(voice: voice).perform(
            melody, seconds: 43, generator: SeededGenerator(seed: seed))
        return zip(melody, performed.notes).map { ($0, $1) }
    }

    private func delays(_ notes: [(written: Note, sung: Note)]) -> [Double] {
        notes.map { $0.sung.start - $0.written.start }
    }

    private func deviation(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return (values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count)).squareRoot()
    }

    @Test("A loose singer's notes spread as they are told to, around the lag, and no farther than the reach")
    func spread() {
        let delivery = Delivery(lag: 0.03, phraseDrift: 0, noteSpread: 0.04, tuning: 0, sinking: 0)
        let all = (UInt64(1)...4).flatMap { delays(sung(delivery, seed: $0)) }
        #expect(all.count == 240)
        #expect(abs(deviation(all) - 0.04) < 0.006)
        #expect(abs(all.reduce(0, +) / Double(all.count) - 0.03) < 0.008)
        let wild = Delivery(lag: 0.06, phraseDrift: 0.05, noteSpread: 0.06, tuning: 0, sinking: 0)
        let notes = (UInt64(1)...4).map { sung(wild, seed: $0) }
        let spread = notes.flatMap(delays)
        #expect(deviation(spread) > 0.06 && spread.allSatisfy { abs($0) <= Delivery.reach + 0.05 })
        for list in notes {
            #expect(zip(list, list.dropFirst()).allSatisfy { $0.sung.start < $1.sung.start })
            #expect(zip(list, list.dropFirst()).allSatisfy { $0.sung.end <= $1.sung.start + 1e-9 })
        }
    }

    @Test("Whole phrases are late or early together")
    func phrases() {
        let delivery = Delivery(lag: 0, phraseDrift: 0.05, noteSpread: 0, tuning: 0, sinking: 0)
        let all = delays(sung(delivery))
        let phrases = stride(from: 0, to: 60, by: 6).map { Array(all[$0..<$0 + 6]) }
        let within = phrases.map(deviation).reduce(0, +) / Double(phrases.count)
        let between = deviation(phrases.map { $0.reduce(0, +) / 6 })
        #expect(between > 1.2 * within)
    }

    @Test("A strict singer is what singers were before there was a delivery: within 40 ms")
    func strict() {
        let all = delays(sung(.strict))
        #expect(all.allSatisfy { abs($0) <= 0.04 + 1e-9 } && deviation(all) < 0.025)
    }

    @Test("Draws: a quarter tight, lags from -30 to 60 ms, spreads to 60 ms, tunings as a listener leaves them")
    func draws() {
        var generator = SeededGenerator(seed: 9)
        let drawn = (0..<2000).map { _ in Delivery(drawnBy: &generator) }
        let tight = drawn.filter { $0.noteSpread == 0 }
        #expect((440...560).contains(tight.count))
        #expect(drawn.allSatisfy { (-0.03...0.06).contains($0.lag) && $0.noteSpread <= 0.06 && $0.phraseDrift <= 0.05 })
        #expect(drawn.map(\.noteSpread).max() ?? 0 > 0.055)
        #expect(drawn.allSatisfy { abs($0.tuning) <= 35 && abs($0.sinking) <= 40 })
        #expect((9...18).contains(deviation(drawn.map(\.tuning))))
    }

    @Test("A voice tuned beside 440 Hz is sung there")
    func tuning() throws {
        var generator = SeededGenerator(seed: 2)
        var voice = SingerVoice(kind: .male, drawnBy: &generator)
        (voice.intonationError, voice.drift, voice.vibratoDepth, voice.scooping) = (0, 0, 0, 0)
        voice.habits = .plain
        let melody = [Note(start: 0.5, duration: 3, pitch: 52)]
        func pitch(_ cents: Double) throws -> Double {
            voice.delivery = Delivery(lag: 0, phraseDrift: 0, noteSpread: 0, tuning: cents, sinking: 0)
            let hertz = Singer(voice: voice).perform(melody, seconds: 4, generator: SeededGenerator(seed: 1)).hertz
            let held = hertz[Int(1.5 * 24_000 / 256)..<Int(3 * 24_000 / 256)].filter { $0 > 0 }.sorted()
            return 69 + 12 * log2(Double(try #require(held.isEmpty ? nil : held[held.count / 2])) / 440)
        }
        #expect(abs(try pitch(0) - 52) < 0.03)
        #expect(abs(try pitch(-30) - 51.7) < 0.03)
    }
}

@Suite("Syncopation")
struct SyncopationTests {
    private func onBeats(bars: Int = 32) throws -> SongSymbols {
        var song = try tinySong(bars: bars)
        // Quarters with a longer note at the end of every second bar.
        song.melody = (0..<bars * 4).filter { $0 % 8 != 7 }.map { beat in
            Note(start: Double(beat) * 0.5, duration: beat % 8 == 6 ? 0.8 : 0.5, pitch: 60 + beat % 5)
        }
        return song
    }

    @Test("The rate that is asked for is reached, and nothing else moves", arguments: [0.14, 0.2, 0.28])
    func rate(rate: Double) throws {
        let song = try onBeats()
        #expect(song.syncopation == 0)
        for seed in UInt64(1)...5 {
            var generator = SeededGenerator(seed: seed)
            let moved = song.syncopated(rate: rate, generator: &generator)
            #expect(abs(moved.syncopation - rate) < 0.02)
            #expect(moved.leadSheet == song.leadSheet && moved.melody.map(\.pitch) == song.melody.map(\.pitch))
            #expect(zip(moved.melody, moved.melody.dropFirst()).allSatisfy { $0.end <= $1.start + 1e-9 })
            #expect(moved.melody.allSatisfy { $0.duration > 0.05 && $0.start >= 0 })
            let farthest = zip(moved.melody, song.melody).map { abs($0.start - $1.start) }.max() ?? 0
            #expect(farthest <= 0.25 + 1e-9)
        }
    }

    @Test("A melody that is syncopated enough stays")
    func enough() throws {
        var generator = SeededGenerator(seed: 1)
        let moved = try onBeats().syncopated(rate: 0.25, generator: &generator)
        #expect(moved.syncopated(rate: 0.2, generator: &generator) == moved)
    }

    @Test("Triplets: three notes in the time of a beat or two, at its thirds")
    func triplets() throws {
        var song = try tinySong(bars: 16)
        song.melody = (0..<32).flatMap { pair -> [Note] in
            let start = Double(pair) * 1
            return [(0.0, 0.5), (0.5, 0.25), (0.75, 0.25)].map { Note(start: start + $0.0, duration: $0.1, pitch: 60) }
        }
        var generator = SeededGenerator(seed: 4)
        var thirds = 0
        for _ in 0..<8 {
            let moved = song.withTriplets(generator: &generator)
            #expect(zip(moved.melody, moved.melody.dropFirst()).allSatisfy { $0.end <= $1.start + 1e-9 })
            thirds +=
                moved.melody.filter { note in
                    let place = note.start * 2 / 2
                    return abs(place - place.rounded(.down) - 1 / 3.0) < 1e-6
                }.count
        }
        #expect(thirds > 20)
    }

    @Test("Swing of the voice alone leaves beats and what is on them")
    func swing() throws {
        var song = try tinySong(bars: 8)
        song.melody = (0..<32).map { Note(start: Double($0) * 0.25, duration: 0.25, pitch: 62) }
        let swung = song.sung(by: Swing(unit: .eighths, share: 2.0 / 3))
        #expect(abs(swung.melody[1].start - 1.0 / 3) < 1e-9 && abs(swung.melody[2].start - 0.5) < 1e-9)
        #expect(swung.leadSheet == song.leadSheet)
    }
}
