import Foundation
import Signal

/// What an example lets hear, and how it was recorded.
package struct EncoderHearing {
    /// Gains of power.
    var voice: Float = 1
    var band: Float = 1
    /// Semitones up.
    package var shift = 0
    /// Gain of power of each value of the front end.
    var colour: [Float]?
    /// Power of noise in each value.
    var noise: Float = 0

    package init(voice: Float, band: Float) {
        self.voice = voice
        self.band = band
    }

    init(_ song: EncoderSong, _ run: EncoderRun, _ generator: inout SeededGenerator) {
        func power(_ decibels: Range<Double>) -> Float { Float(pow(10, generator.uniform(in: decibels) / 10)) }
        let kind = generator.uniform()
        let equal = song.voiceLevel / song.bandLevel
        switch kind {
        case ..<run.voiceAlone: (voice, band) = (1, 0)
        case ..<(run.voiceAlone + run.voiceWithBand): (voice, band) = (1, equal * power(-9..<9))
        case ..<(run.voiceAlone + run.voiceWithBand + run.voiceWithSoftBand):
            (voice, band) = (1, equal * power(-34 ..< -18))
        default: (voice, band) = (0, equal)
        }
        if generator.uniform() < run.transposed {
            shift = generator.uniform(in: -run.transposition..<(run.transposition + 1))
        }
        // a tilt about 1 kHz and a resonance
        let tilt = generator.normal(standardDeviation: 1.2)
        let place = generator.uniform(in: 6.5..<12), width = generator.uniform(in: 0.4..<1.5)
        let height = generator.normal(standardDeviation: 4)
        colour = EncoderExample.octaves.map { octave in
            let distance = (Double(octave) - place) / width
            return Float(pow(10, (tilt * (Double(octave) - 10) + height * exp(-distance * distance / 2)) / 10))
        }
        if generator.uniform() < 0.6 { noise = song.voiceLevel * power(-45 ..< -8) * 0.1 }
    }
}
