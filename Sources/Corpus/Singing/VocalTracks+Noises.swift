import Foundation
import Signal

extension VocalTracks {
    mutating func drawConsonants(_ syllables: [Syllable], voice: SingerVoice, generator: inout SeededGenerator) {
        for syllable in syllables {
            if syllable.hums {
                for position in frames(from: syllable.start - syllable.lead, to: syllable.end) {
                    nasality[position] = 1
                }
            }
            let loudness = voicing[min(frame(syllable.start + 0.05), frameCount - 1)]
            let strength =
                Double(loudness) * (0.3 + 0.4 * voice.articulation + 0.5 * syllable.clarity)
                * pow(10, voice.habits.sibilance / 20)
            if syllable.lead > 0.015 {
                for (consonant, begin, end) in syllable.onset {
                    draw(
                        consonant, from: begin, to: end, loudness: loudness, strength: strength,
                        fadeIn: !syllable.isTied, generator: &generator)
                }
            }
            close(syllable, loudness: loudness, strength: strength, generator: &generator)
        }
    }

    /// - Parameters:
    ///   - loudness: the vowel's.
    ///   - strength: amplitude of its noise.
    private mutating func draw(
        _ consonant: Consonant, from begin: Double, to end: Double, loudness: Float, strength: Double, fadeIn: Bool,
        generator: inout SeededGenerator
    ) {
        let range = frames(from: begin, to: end)
        switch consonant.manner {
        case .none: break
        case .nasal:
            setVoicing(range, level: loudness * 0.6, fadeIn: fadeIn)
            for position in range { nasality[position] = 1 }
        case .approximant: setVoicing(range, level: loudness * 0.7, fadeIn: fadeIn)
        case .voicedStop:
            // A low hum behind closed lips, then the burst.
            setVoicing(range, level: loudness * 0.12, fadeIn: true)
            burst(consonant, at: end - 0.012, length: 0.012, strength: strength, generator: &generator)
        case .voicelessStop:
            setVoicing(range, level: 0, fadeIn: false)
            let release = max(begin, end - (consonant == .ch ? 0.075 : 0.045))
            let length = consonant == .ch ? end - release : 0.014
            burst(consonant, at: release, length: length, strength: strength, generator: &generator)
            addAir(from: release, to: end + 0.01, level: strength * 0.06)
        case .fricative:
            setVoicing(range, level: 0, fadeIn: false)
            burst(consonant, at: begin, length: end - begin, strength: strength, generator: &generator)
        case .voicedFricative:
            setVoicing(range, level: loudness * 0.3, fadeIn: fadeIn)
            burst(consonant, at: begin, length: end - begin, strength: strength, generator: &generator)
        case .breath:
            setVoicing(range, level: 0, fadeIn: false)
            addAir(from: begin, to: end + 0.02, level: strength * 0.12)
        }
    }

    /// The consonant after the vowel, in the vowel's time.
    private mutating func close(
        _ syllable: Syllable, loudness: Float, strength: Double, generator: inout SeededGenerator
    ) {
        guard syllable.coda != .none else { return }
        let duration = syllable.coda.duration
        let length = min((duration.lowerBound + duration.upperBound) / 2, syllable.length * 0.4)
        draw(
            syllable.coda, from: syllable.end - length, to: syllable.end, loudness: loudness * 0.7,
            strength: strength * 0.6, fadeIn: false, generator: &generator)
    }

    private mutating func setVoicing(_ range: Range<Int>, level: Float, fadeIn: Bool) {
        let ramp = 0.02 * Self.rate
        for (index, position) in range.enumerated() {
            let rise = fadeIn ? Float(Self.smooth(Double(index) / ramp)) : 1
            // What the note before rings into the consonant fades within a few milliseconds.
            let before = range.lowerBound > 0 ? voicing[range.lowerBound - 1] : 0
            let remaining = max(0, 1 - Float(index) / 6)
            voicing[position] = max(level * rise, before * remaining * (level > 0 ? 1 : 0.8))
            aspiration[position] = min(aspiration[position], voicing[position])
        }
    }

    private mutating func burst(
        _ consonant: Consonant, at start: Double, length: Double, strength: Double, generator: inout SeededGenerator
    ) {
        guard let noise = consonant.noise else { return }
        let spread = 1 + generator.normal(standardDeviation: 0.05)
        let level = strength * pow(10, noise.decibels / 20)
        let range = frames(from: start, to: start + length)
        for (index, position) in range.enumerated() {
            let share = (Double(index) + 0.5) / Double(max(range.count, 1))
            let shape = Self.smooth(share * 5) * Self.smooth((1 - share) * 3)
            frication[position] = Float(level * max(shape, 0.1))
            fricationCenter[position] = Float(min(noise.center * spread, 10_000))
            fricationWidth[position] = Float(noise.width)
        }
    }

    private mutating func addAir(from start: Double, to end: Double, level: Double) {
        let range = frames(from: start, to: end)
        for (index, position) in range.enumerated() {
            let share = Double(index) / Double(max(range.count, 1))
            let shape = Self.smooth(share * 4) * Self.smooth((1 - share) * 4)
            aspiration[position] = max(aspiration[position], Float(level * shape))
        }
    }

    mutating func drawBreaths(_ syllables: [Syllable], voice: SingerVoice, generator: inout SeededGenerator) {
        var free = 0.0
        for syllable in syllables {
            let end = syllable.start - syllable.lead - 0.06
            let length = min(generator.uniform(in: 0.18..<0.42), end - free - 0.05)
            let decibels = generator.uniform(in: -40.0 ..< -27.0) + voice.habits.breathLevel
            let level = pow(10, decibels / 20)
            if syllable.beginsPhrase, length > 0.12, generator.uniform() < voice.breathing {
                addAir(from: end - length, to: end, level: level)
            }
            free = syllable.end
        }
    }
}
