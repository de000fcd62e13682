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
    var pitch: [Float]
    /// 0...1: the voiced sound.
    var voicing: [Float]
    /// 0...1: high for a bright, pressed sound.
    var effort: [Float]
    /// 0...1: how far the voice is in its head register.
    var head: [Float]
    /// Relative deviation of periods.
    var jitter: [Float]
    /// Amplitude of air through the vocal tract.
    var aspiration: [Float]
    /// Amplitude, centre and width in hertz of noise made at a narrow place.
    var frication: [Float]
    var fricationCenter: [Float]
    var fricationWidth: [Float]
    /// Hertz, `formantCount` values a frame.
    var formants: [Float]
    /// 0...1: the nose is open.
    var nasality: [Float]

    init(_ syllables: [Syllable], seconds: Double, voice: SingerVoice, generator: inout SeededGenerator) {
        frameCount = max(Int((seconds * Self.rate).rounded(.up)) + 1, 2)
        let silence = [Float](repeating: 0, count: frameCount)
        pitch = [Float](repeating: Float(syllables.first?.pitch ?? voice.center), count: frameCount)
        voicing = silence
        effort = [Float](repeating: 0.5, count: frameCount)
        head = silence
        jitter = [Float](repeating: Float(voice.jitter), count: frameCount)
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
        drawRegisters(voice: voice)
        drawLoudness(syllables, voice: voice, generator: &generator)
        drawFormants(syllables, voice: voice)
        drawConsonants(syllables, voice: voice, generator: &generator)
        drawEndings(syllables, voice: voice, generator: &generator)
        drawBreaths(syllables, voice: voice, generator: &generator)
    }

    func frame(_ seconds: Double) -> Int { min(max(Int((seconds * Self.rate).rounded()), 0), frameCount) }

    /// The frames of a stretch of time; none if it ends before it begins.
    func frames(from start: Double, to end: Double) -> Range<Int> { frame(start)..<max(frame(end), frame(start)) }

    /// 0 to 1 with level ends, for x from 0 to 1.
    static func smooth(_ x: Double) -> Double {
        let x = min(max(x, 0), 1)
        return x * x * (3 - 2 * x)
    }
}
