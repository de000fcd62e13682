import Foundation
import Signal

extension VocalTracks {
    mutating func drawLoudness(_ syllables: [Syllable], voice: SingerVoice, generator: inout SeededGenerator) {
        let habits = voice.habits
        for syllable in syllables {
            let length = syllable.length
            let high = Double(syllable.pitch - voice.center) / 24
            var loud = 0.62 + 0.5 * habits.dynamics * (Double(syllable.velocity) - 90) / 60
            loud += (0.35 + 0.3 * habits.belting) * high
            loud += generator.normal(standardDeviation: 0.04 + 0.08 * habits.dynamics)
            // Small syllables are weaker: this is how words are stressed.
            loud -= 0.25 * habits.dynamics * (0.6 - min(syllable.clarity, 0.6))
            let level = min(max(loud, 0.18), 1)
            let attack = syllable.beginsPhrase && syllable.consonants.isEmpty ? habits.attack : 0.035
            let release = syllable.endsPhrase ? min(0.12, length * 0.35) : 0
            let swell = length > 0.6 ? generator.uniform(in: -0.2..<0.25) : 0
            let tremolo = (habits.tremolo, generator.uniform(in: 0..<6.28))
            for position in frames(from: syllable.start - (syllable.isTied ? 0 : 0.012), to: syllable.end) {
                let since = Double(position) / Self.rate - syllable.start
                var value = level * (1 + swell * sin(.pi * min(max(since / length, 0), 1)))
                if !syllable.isTied || !syllable.consonants.isEmpty {
                    value *= Self.smooth((since + 0.012) / attack)
                }
                if release > 0 { value *= Self.smooth((length - since) / release) }
                if tremolo.0 > 0, since > voice.vibratoDelay {
                    let depth = tremolo.0 * 0.115 * Self.smooth((since - voice.vibratoDelay) / 0.3)
                    value *= 1 + depth * sin(2 * .pi * voice.vibratoRate * since + tremolo.1)
                }
                // A voice is softer at the end of a note than at its begin.
                value *= 1 - 0.15 * min(max(since / max(length, 0.3), 0), 1)
                voicing[position] = max(Float(value), 0)
                effort[position] = Float(min(max(level + 0.3 * (value - level) + 0.2 * habits.belting, 0), 1))
            }
        }
        drawAir(voice: voice)
    }

    /// The breath in the voice: more of it in soft and in high notes.
    private mutating func drawAir(voice: SingerVoice) {
        let air = -55 + 42 * Float(voice.breathiness)
        let headAir = Float(voice.registers.headAir)
        let stumble = Float(voice.registers.yodel) * 0.6 * 4
        for position in 0..<frameCount where voicing[position] > 0 {
            let decibels = air + headAir * head[position] + 5 * (0.6 - effort[position])
            aspiration[position] = voicing[position] * pow(10, decibels / 20)
            let weight = head[position]
            voicing[position] *= (1 - 0.2 * weight) * (1 - stumble * weight * (1 - weight))
        }
    }

    /// How phrases end: in a creak, in air, or just so.
    mutating func drawEndings(_ syllables: [Syllable], voice: SingerVoice, generator: inout SeededGenerator) {
        for syllable in syllables where syllable.endsPhrase && syllable.length > 0.25 {
            let draw = generator.uniform()
            let share = generator.uniform(in: 0.3..<0.6)
            if draw < voice.habits.creaking {
                let seconds = min(generator.uniform(in: 0.08..<0.2), syllable.length * share)
                creak(from: syllable.end - seconds, to: syllable.end)
            } else if draw < voice.habits.creaking + voice.habits.fading {
                fade(from: syllable.end - syllable.length * share, to: syllable.end + 0.06)
            }
        }
    }

    /// Slow irregular pulses of a closed, slack glottis.
    private mutating func creak(from start: Double, to end: Double) {
        for position in frames(from: start, to: end) {
            let way = Self.smooth((Double(position) / Self.rate - start) / 0.05)
            // Down to between 55 and 110 Hz.
            let low = 33 + (pitch[position] - 33) * 0.25
            pitch[position] += Float(way) * (min(low, pitch[position]) - pitch[position])
            jitter[position] += Float(way) * 0.05
            effort[position] *= 1 - 0.5 * Float(way)
            voicing[position] *= 1 - 0.3 * Float(way)
        }
    }

    /// The voice dies away before the air does.
    private mutating func fade(from start: Double, to end: Double) {
        let length = end - start
        let first = frame(start)
        guard first < frameCount else { return }
        let air = max(aspiration[first], 0.03 * voicing[first])
        for position in frames(from: start, to: end) {
            let way = (Double(position) / Self.rate - start) / length
            voicing[position] *= Float(1 - Self.smooth(way * 1.5))
            aspiration[position] = max(
                aspiration[position], air * Float(Self.smooth(way * 4) * (1 - Self.smooth(way * 1.6 - 0.6))))
        }
    }
}
