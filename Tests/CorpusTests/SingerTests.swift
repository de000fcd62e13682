import Corpus
import Foundation
import Music
import Signal
import Testing

/// The fundamental by normalised autocorrelation within 40 % of a guess, in hertz.
private func fundamental(of samples: ArraySlice<Float>, near guess: Double, sampleRate: Double) -> Double {
    let x = Array(samples)
    let window = x.count / 2
    func correlation(_ lag: Int) -> Double {
        var product = 0.0
        var early = 0.0
        var late = 0.0
        for index in 0..<window {
            product += Double(x[index] * x[index + lag])
            early += Double(x[index] * x[index])
            late += Double(x[index + lag] * x[index + lag])
        }
        return product / max((early * late).squareRoot(), 1e-12)
    }
    let lags = Int(sampleRate / guess / 1.4)...min(Int(sampleRate / guess * 1.4) + 1, window - 1)
    let values = lags.map(correlation)
    let best = values.indices.max { values[$0] < values[$1] } ?? 0
    var lag = Double(lags.lowerBound + best)
    if best > 0, best < values.count - 1 {
        let curve = values[best - 1] - 2 * values[best] + values[best + 1]
        lag += (values[best - 1] - values[best + 1]) / (2 * curve)
    }
    return sampleRate / lag
}

private func level(_ buffer: AudioBuffer, from start: Double, to end: Double) -> Float {
    let samples = buffer.slice(from: start, to: end).channels[0]
    return (samples.reduce(0) { $0 + $1 * $1 } / Float(max(samples.count, 1))).squareRoot()
}

@Suite("Singer")
struct SingerTests {
    @Test("Notes are sung at their pitch, 20 cents at most in the median", arguments: SingerVoice.Kind.allCases)
    func pitch(kind: SingerVoice.Kind) throws {
        var generator = SeededGenerator(seed: 11)
        var voice = SingerVoice(kind: kind, drawnBy: &generator)
        voice.intonationError = 8
        voice.drift = 5
        let steps = [0, 2, 4, -3, 5, 0, -5, 2]
        let melody = steps.enumerated().map {
            Note(start: 0.5 + Double($0.offset), duration: 0.8, pitch: voice.center + $0.element)
        }
        let sung = Singer(voice: voice).sing(melody, seconds: 9, generator: generator)
        let errors = melody.map { note in
            let target = 440 * pow(2, Double(note.pitch - 69) / 12)
            let from = Int((note.start + 0.2) * sung.sampleRate)
            let until = from + Int(0.3 * sung.sampleRate)
            let heard = fundamental(of: sung.channels[0][from..<until], near: target, sampleRate: sung.sampleRate)
            return abs(1200 * log2(heard / target))
        }.sorted()
        #expect(errors[errors.count / 2] < 20)
        #expect((errors.last ?? .infinity) < 80)
    }

    @Test("The vowel lands on the beat: loud within 60 ms after it, at most a consonant before")
    func onset() throws {
        for seed in UInt64(1)...12 {
            var generator = SeededGenerator(seed: seed)
            var voice = SingerVoice(kind: .female, drawnBy: &generator)
            voice.breathing = 0
            let melody = [Note(start: 1, duration: 1, pitch: voice.center)]
            let sung = Singer(voice: voice).sing(melody, seconds: 2.5, generator: generator)
            let vowel = level(sung, from: 1.06, to: 1.5)
            #expect(vowel > 0.02)
            // Nothing at all a quarter of a second before the beat.
            #expect(level(sung, from: 0, to: 0.75) < 0.001 * vowel)
            // The voice before the beat is softer than the vowel.
            #expect(level(sung, from: 1.06, to: 1.12) > 0.4 * vowel)
            #expect(level(sung, from: 0.85, to: 0.97) < 0.75 * vowel)
            #expect(level(sung, from: 2.1, to: 2.5) < 0.02 * vowel)
        }
    }

    @Test("Some syllables begin with a consonant before the beat")
    func consonants() throws {
        let early = (UInt64(1)...20).filter { seed in
            var generator = SeededGenerator(seed: seed)
            var voice = SingerVoice(kind: .male, drawnBy: &generator)
            voice.breathing = 0
            let sung = Singer(voice: voice).sing(
                [Note(start: 1, duration: 0.6, pitch: voice.center)], seconds: 2, generator: generator)
            return level(sung, from: 0.88, to: 0.98) > 0.01 * level(sung, from: 1.06, to: 1.4)
        }
        #expect(early.count > 8 && early.count < 20)
    }

    @Test("The same seed sings the same samples")
    func determinism() throws {
        var generator = SeededGenerator(seed: 5)
        let voice = SingerVoice(drawnBy: &generator)
        let melody = try tinySong().melody
        let first = Singer(voice: voice).sing(melody, seconds: 10, generator: generator)
        #expect(first == Singer(voice: voice).sing(melody, seconds: 10, generator: generator))
        #expect(first != Singer(voice: voice).sing(melody, seconds: 10, generator: SeededGenerator(seed: 6)))
        #expect(first.frameCount == 240_000)
        #expect(first.channels[0].allSatisfy { $0.isFinite && abs($0) <= 0.502 })
    }

    @Test("No notes, no sound")
    func silence() {
        var generator = SeededGenerator(seed: 5)
        let voice = SingerVoice(drawnBy: &generator)
        let sung = Singer(voice: voice).sing([], seconds: 1, generator: generator)
        #expect(sung.channels[0] == [Float](repeating: 0, count: 24_000))
    }

    @Test("Men sing high melodies an octave or two lower")
    func octaves() {
        var generator = SeededGenerator(seed: 1)
        var voice = SingerVoice(kind: .male, drawnBy: &generator)
        voice.center = 55
        func shift(_ pitch: Int) -> Int { voice.octaveShift(for: [Note(start: 0, duration: 1, pitch: pitch)]) }
        #expect(shift(55) == 0)
        #expect(shift(72) == -24)
        #expect(shift(69) == -12)
        #expect(shift(45) == 12)
        #expect(voice.octaveShift(for: []) == 0)
    }

    @Test("Brighter voices have more above 2 kHz")
    func brightness() {
        var generator = SeededGenerator(seed: 3)
        var voice = SingerVoice(kind: .female, drawnBy: &generator)
        voice.breathiness = 0
        voice.habits = .plain
        let melody = (0..<8).map { Note(start: Double($0), duration: 0.9, pitch: voice.center) }
        func highShare(_ brightness: Double) -> Float {
            voice.brightness = brightness
            let sung = Singer(voice: voice).sing(melody, seconds: 8, generator: SeededGenerator(seed: 4))
            // The middles of the notes: vowels only.
            let shares = melody.map { note in
                let samples = sung.slice(from: note.start + 0.2, to: note.start + 0.6).channels[0]
                // Differences of the third order leave what is high.
                var high = samples
                for _ in 0..<3 { high = zip(high, high.dropFirst()).map { $1 - $0 } }
                return high.reduce(0) { $0 + $1 * $1 } / samples.reduce(0) { $0 + $1 * $1 }
            }
            return shares.reduce(0, +)
        }
        #expect(highShare(0.9) > 2 * highShare(0.1))
    }
}
