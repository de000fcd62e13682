import Foundation
import Music
import Signal

/// What the voice does over time, 500 values a second: pitch, loudness, formants and noises.
struct VocalTracks: Sendable {
    static let rate = 500.0
    /// Moving formants; those above stand still.
    static let formantCount = 4

    let frameCount: Int
    /// MIDI pitch with fractions.
    private(set) var pitch: [Float]
    /// 0...1: the voiced sound.
    private(set) var voicing: [Float]
    /// 0...1: high for a bright, pressed sound.
    private(set) var effort: [Float]
    /// Amplitude of air through the vocal tract.
    private(set) var aspiration: [Float]
    /// Amplitude, centre and width in hertz of noise made at a narrow place.
    private(set) var frication: [Float]
    private(set) var fricationCenter: [Float]
    private(set) var fricationWidth: [Float]
    /// Hertz, `formantCount` values a frame.
    private(set) var formants: [Float]
    /// 0...1: the nose is open.
    private(set) var nasality: [Float]

    init(_ syllables: [Syllable], seconds: Double, voice: SingerVoice, generator: inout SeededGenerator) {
        frameCount = max(Int((seconds * Self.rate).rounded(.up)) + 1, 2)
        let silence = [Float](repeating: 0, count: frameCount)
        pitch = [Float](repeating: Float(syllables.first?.pitch ?? voice.center), count: frameCount)
        voicing = silence
        effort = [Float](repeating: 0.5, count: frameCount)
        aspiration = silence
        frication = silence
        fricationCenter = [Float](repeating: 4000, count: frameCount)
        fricationWidth = [Float](repeating: 2000, count: frameCount)
        nasality = silence
        formants = []
        formants.reserveCapacity(frameCount * Self.formantCount)
        for _ in 0..<frameCount {
            for formant in Vowel.schwa.formants { formants.append(Float(formant * voice.tract)) }
        }
        drawPitch(syllables, voice: voice, generator: &generator)
        drawLoudness(syllables, voice: voice, generator: &generator)
        drawFormants(syllables, voice: voice)
        drawConsonants(syllables, voice: voice, generator: &generator)
        drawBreaths(syllables, voice: voice, generator: &generator)
    }

    private func frame(_ seconds: Double) -> Int { min(max(Int((seconds * Self.rate).rounded()), 0), frameCount) }

    private static func smooth(_ x: Double) -> Double {
        let x = min(max(x, 0), 1)
        return x * x * (3 - 2 * x)
    }

    // MARK: Pitch

    private mutating func drawPitch(_ syllables: [Syllable], voice: SingerVoice, generator: inout SeededGenerator) {
        var previous: Double?
        for (index, syllable) in syllables.enumerated() {
            let error = generator.normal(standardDeviation: voice.intonationError / 100)
            let target = Double(syllable.pitch) + min(max(error, -0.4), 0.4)
            let rate = voice.vibratoRate * (1 + generator.normal(standardDeviation: 0.04))
            let depth = voice.vibratoDepth / 100 * generator.uniform(in: 0.7..<1.2)
            let length = syllable.end - syllable.start
            let scoops = syllable.beginsPhrase && generator.uniform() < voice.scooping && length > 0.2
            let scoop = scoops ? generator.uniform(in: 0.5..<1.8) : 0
            let falls = syllable.endsPhrase && length > 0.4 && generator.uniform() < 0.2
            let phase = generator.uniform()
            let from = frame(syllable.start - syllable.lead)
            let until =
                index + 1 < syllables.count
                ? frame(syllables[index + 1].start - syllables[index + 1].lead) : frameCount
            // The glide begins in the consonant and is over soon after the vowel has begun.
            let glideStart = syllable.start - min(max(syllable.lead, voice.portamento * 0.6), 0.12)
            let glideEnd = syllable.start + min(voice.portamento * 0.4, length * 0.25)
            let origin = syllable.beginsPhrase ? target - scoop : previous ?? target
            let first = min(frame(glideStart), from)
            for position in first..<max(until, first) {
                let time = Double(position) / Self.rate
                let since = time - syllable.start
                var value = target
                if syllable.beginsPhrase {
                    value -= scoop * (1 - Self.smooth(since / 0.14))
                } else {
                    value = origin + (target - origin) * Self.smooth((time - glideStart) / (glideEnd - glideStart))
                }
                // Vibrato needs a note long enough to be heard on.
                if length > voice.vibratoDelay + 0.15 {
                    let amount = Self.smooth((since - voice.vibratoDelay) / 0.3)
                    let cycles = rate * max(since - voice.vibratoDelay, 0) + phase
                    value += depth * amount * sin(2 * Double.pi * cycles)
                }
                if falls { value -= 1.2 * Self.smooth((time - syllable.end + 0.12) / 0.2) }
                pitch[position] = Float(value)
            }
            previous = target
        }
        // Ornstein-Uhlenbeck drift with a memory of a second.
        let memory = exp(-1 / Self.rate)
        let step = voice.drift / 100 * (1 - memory * memory).squareRoot()
        var drift = generator.normal(standardDeviation: voice.drift / 100)
        for position in 0..<frameCount {
            drift = drift * memory + generator.normal(standardDeviation: step)
            pitch[position] += Float(min(max(drift, -0.25), 0.25))
        }
    }

    // MARK: Loudness

    private mutating func drawLoudness(_ syllables: [Syllable], voice: SingerVoice, generator: inout SeededGenerator) {
        for syllable in syllables {
            let length = syllable.end - syllable.start
            let high = Double(syllable.pitch - voice.center) / 24
            var loud = 0.62 + 0.25 * (Double(syllable.velocity) - 90) / 60 + 0.35 * high
            loud += generator.normal(standardDeviation: 0.07)
            let level = min(max(loud, 0.22), 1)
            let attack = syllable.beginsPhrase && syllable.consonant == .none ? 0.06 : 0.035
            let release = syllable.endsPhrase ? min(0.12, length * 0.35) : 0
            let swell = length > 0.6 ? generator.uniform(in: -0.2..<0.25) : 0
            let from = frame(syllable.start - (syllable.isTied ? 0 : 0.012))
            let until = frame(syllable.end)
            for position in from..<max(until, from) {
                let since = Double(position) / Self.rate - syllable.start
                var value = level * (1 + swell * sin(.pi * min(max(since / length, 0), 1)))
                if !syllable.isTied || syllable.consonant != .none { value *= Self.smooth((since + 0.012) / attack) }
                if release > 0 { value *= Self.smooth((length - since) / release) }
                // A voice is softer at the end of a note than at its begin.
                value *= 1 - 0.15 * min(max(since / max(length, 0.3), 0), 1)
                voicing[position] = max(Float(value), 0)
                effort[position] = Float(min(max(level + 0.3 * (value - level), 0), 1))
            }
        }
        let air = pow(10, (-46 + 26 * voice.breathiness) / 20)
        for position in 0..<frameCount { aspiration[position] = voicing[position] * Float(air) }
    }

    // MARK: Formants

    private mutating func drawFormants(_ syllables: [Syllable], voice: SingerVoice) {
        let count = Self.formantCount
        for (index, syllable) in syllables.enumerated() {
            let until =
                index + 1 < syllables.count
                ? frame(syllables[index + 1].start - syllables[index + 1].lead) : frameCount
            let vowel = Self.tuned(syllable.vowel.formants, voice: voice, pitch: Double(syllable.pitch))
            let glide = syllable.glide.map { Self.tuned($0.formants, voice: voice, pitch: Double(syllable.pitch)) }
            let locus = syllable.consonant.locus.map { place in
                zip(place, vowel).map { $0 * voice.tract * 0.75 + $1 * 0.25 }
            }
            let from = frame(syllable.start - syllable.lead)
            for position in from..<max(until, from) {
                let time = Double(position) / Self.rate
                for formant in 0..<count {
                    var value = vowel[formant]
                    if let glide {
                        let way = Self.smooth((time - syllable.end + 0.25) / 0.2)
                        value += 0.7 * (glide[formant] - value) * way
                    }
                    if let locus {
                        let way = Self.smooth((time - syllable.start + 0.015) / 0.055)
                        value = locus[formant] + (value - locus[formant]) * way
                    }
                    formants[position * count + formant] = Float(value)
                }
            }
        }
        // The tongue needs 15 ms: one pole forwards and one backwards leave no delay.
        let pole = Float(exp(-1 / (0.008 * Self.rate)))
        for formant in 0..<count {
            var state = formants[formant]
            for position in 0..<frameCount {
                state += (1 - pole) * (formants[position * count + formant] - state)
                formants[position * count + formant] = state
            }
            for position in (0..<frameCount).reversed() {
                state += (1 - pole) * (formants[position * count + formant] - state)
                formants[position * count + formant] = state
            }
        }
    }

    /// A vowel's formants for a singer: scaled by the vocal tract, the first raised over the pitch as sopranos do
    /// (Sundberg 1975), the upper ones drawn together in a trained voice.
    private static func tuned(_ formants: [Double], voice: SingerVoice, pitch: Double) -> [Double] {
        var tuned = formants.map { $0 * voice.tract }
        let fundamental = 440 * pow(2, (pitch - 69) / 12)
        tuned[0] = max(tuned[0], fundamental * 1.05)
        tuned[1] = max(tuned[1], tuned[0] + 200)
        let cluster = 2900 * (0.5 + 0.5 * voice.tract)
        tuned[2] += voice.singersFormant * 0.6 * (cluster - 150 - tuned[2])
        tuned[3] += voice.singersFormant * 0.6 * (cluster + 150 - tuned[3])
        return tuned
    }

    // MARK: Noises

    private mutating func drawConsonants(
        _ syllables: [Syllable], voice: SingerVoice, generator: inout SeededGenerator
    ) {
        for syllable in syllables {
            if syllable.closesWithNasal {
                for position in frame(syllable.end - 0.09)..<frame(syllable.end) { nasality[position] = 1 }
            }
            guard syllable.lead > 0.015 else { continue }
            let begin = syllable.start - syllable.lead
            let range = frame(begin)..<frame(syllable.start)
            let loudness = voicing[min(frame(syllable.start + 0.05), frameCount - 1)]
            let strength = Double(loudness) * (0.5 + 0.5 * voice.articulation)
            switch syllable.consonant.manner {
            case .none: break
            case .nasal:
                setVoicing(range, level: loudness * 0.6, fadeIn: !syllable.isTied)
                for position in range { nasality[position] = 1 }
            case .approximant: setVoicing(range, level: loudness * 0.7, fadeIn: !syllable.isTied)
            case .voicedStop:
                // A low hum behind closed lips, then the burst.
                setVoicing(range, level: loudness * 0.12, fadeIn: true)
                burst(syllable, at: syllable.start - 0.012, length: 0.012, strength: strength, generator: &generator)
            case .voicelessStop:
                setVoicing(range, level: 0, fadeIn: false)
                let release = max(begin, syllable.start - 0.045)
                burst(syllable, at: release, length: 0.014, strength: strength, generator: &generator)
                addAir(from: release, to: syllable.start + 0.01, level: strength * 0.06)
            case .fricative:
                setVoicing(range, level: 0, fadeIn: false)
                burst(syllable, at: begin, length: syllable.lead, strength: strength, generator: &generator)
            case .breath:
                setVoicing(range, level: 0, fadeIn: false)
                addAir(from: begin, to: syllable.start + 0.02, level: strength * 0.12)
            }
        }
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
        _ syllable: Syllable, at start: Double, length: Double, strength: Double, generator: inout SeededGenerator
    ) {
        guard let noise = syllable.consonant.noise else { return }
        let spread = 1 + generator.normal(standardDeviation: 0.05)
        let level = strength * pow(10, noise.decibels / 20)
        let range = frame(start)..<frame(start + length)
        for (index, position) in range.enumerated() {
            let share = (Double(index) + 0.5) / Double(max(range.count, 1))
            let shape = Self.smooth(share * 5) * Self.smooth((1 - share) * 3)
            frication[position] = Float(level * max(shape, 0.1))
            fricationCenter[position] = Float(min(noise.center * spread, 10_000))
            fricationWidth[position] = Float(noise.width)
        }
    }

    private mutating func addAir(from start: Double, to end: Double, level: Double) {
        let range = frame(start)..<max(frame(end), frame(start))
        for (index, position) in range.enumerated() {
            let share = Double(index) / Double(max(range.count, 1))
            let shape = Self.smooth(share * 4) * Self.smooth((1 - share) * 4)
            aspiration[position] = max(aspiration[position], Float(level * shape))
        }
    }

    private mutating func drawBreaths(_ syllables: [Syllable], voice: SingerVoice, generator: inout SeededGenerator) {
        var free = 0.0
        for syllable in syllables {
            let end = syllable.start - syllable.lead - 0.06
            let length = min(generator.uniform(in: 0.18..<0.42), end - free - 0.05)
            let decibels: Double = generator.uniform(in: -40.0 ..< -27.0)
            let level = pow(10, decibels / 20)
            if syllable.beginsPhrase, length > 0.12, generator.uniform() < voice.breathing {
                addAir(from: end - length, to: end, level: level)
            }
            free = syllable.end
        }
    }
}
