import Foundation

extension VocalTracks {
    mutating func drawFormants(_ syllables: [Syllable], voice: SingerVoice) {
        let count = Self.formantCount
        for (index, syllable) in syllables.enumerated() {
            let next = index + 1 < syllables.count ? syllables[index + 1] : nil
            let until = next.map { $0.start - $0.lead } ?? Double(frameCount) / Self.rate
            let raised = syllable.clarity
            let vowel =
                syllable.hums
                ? Vowel.hum.map { $0 * voice.tract }
                : Self.tuned(syllable.vowel, voice: voice, syllable: syllable, clarity: raised)
            let glide = syllable.glide.map { Self.tuned($0, voice: voice, syllable: syllable, clarity: raised) }
            let locus = Self.locus(of: syllable.approach, toward: vowel, voice: voice)
            let closing = Self.locus(of: syllable.coda, toward: vowel, voice: voice)
            for position in frames(from: syllable.start - syllable.lead, to: until) {
                let time = Double(position) / Self.rate
                for formant in 0..<count {
                    var value = vowel[formant]
                    if let glide {
                        let way = Self.smooth((time - syllable.end + 0.25) / 0.2)
                        value += 0.7 * (glide[formant] - value) * way
                    }
                    if let closing {
                        let way = Self.smooth((time - syllable.end + 0.09) / 0.06)
                        value += (closing[formant] - value) * way
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
        raiseInHead(by: Float(voice.registers.headShift))
    }

    private mutating func raiseInHead(by share: Float) {
        guard share != 0 else { return }
        for position in 0..<frameCount {
            let factor = 1 + share * head[position]
            for formant in 0..<Self.formantCount { formants[position * Self.formantCount + formant] *= factor }
        }
    }

    private static func locus(of consonant: Consonant, toward vowel: [Double], voice: SingerVoice) -> [Double]? {
        consonant.locus.map { place in zip(place, vowel).map { $0 * voice.tract * 0.75 + $1 * 0.25 } }
    }

    /// A vowel's formants for a singer: nearer to the neutral vowel in small syllables, scaled by the vocal tract and the
    /// singer's own mouth, the first raised over the pitch as sopranos do (Sundberg 1975) and in belting, the upper
    /// ones drawn together in a trained voice.
    private static func tuned(
        _ vowel: Vowel, voice: SingerVoice, syllable: Syllable, clarity: Double
    ) -> [Double] {
        let habits = voice.habits
        let space = habits.vowelSpace * (0.85 + 0.2 * clarity)
        let neutral = Vowel.schwa.formants
        var tuned = (0..<formantCount).map { index in
            let spread = index < 2 ? space : 1
            return (neutral[index] + (vowel.formants[index] - neutral[index]) * spread) * voice.tract
                * habits.mouth[index]
        }
        let fundamental = 440 * pow(2, Double(syllable.pitch - 69) / 12)
        let high = min(max(Double(syllable.pitch - voice.center) / 12, 0), 1)
        tuned[0] *= 1 + 0.35 * habits.belting * high
        tuned[0] = max(tuned[0], fundamental * 1.05)
        tuned[1] = max(tuned[1], tuned[0] + 200)
        let cluster = 2900 * (0.5 + 0.5 * voice.tract)
        tuned[2] += voice.singersFormant * 0.6 * (cluster - 150 - tuned[2])
        tuned[3] += voice.singersFormant * 0.6 * (cluster + 150 - tuned[3])
        return tuned
    }
}
