import Foundation
import Music
import Signal

/// Synthetic accompaniments of known chords and beats, mono at 24 kHz.
enum Band {
    static let rate = 24_000.0

    /// I vi IV V in C, a chord of four beats each, twice round.
    static func leadSheet(tempo: Double = 120, offset: Double = 0) -> LeadSheet {
        let beat = 60 / tempo
        let roots: [(Int, ChordQuality)] = [(0, .major), (9, .minor), (5, .major), (7, .major)]
        let spans = (0..<8).map { bar in
            let (root, quality) = roots[bar % 4]
            return LeadSheet.Span(
                start: offset + Double(bar * 4) * beat, end: offset + Double(bar * 4 + 4) * beat,
                chord: Chord(root: PitchClass(root), quality: quality))
        }
        return LeadSheet(
            beats: (0..<32).map { offset + Double($0) * beat }, downbeats: stride(from: 0, to: 32, by: 4).map { $0 },
            meter: 4, key: Key(tonic: PitchClass(0), mode: .major), chords: spans)
    }

    /// Every chord struck on every beat, decaying, with a bass note an octave or two below.
    static func play(_ sheet: LeadSheet, transposed semitones: Int = 0) -> [Float] {
        let end = sheet.chords.last?.end ?? 0
        var samples = [Float](repeating: 0, count: Int((end + 0.5) * rate))
        for beat in sheet.beats {
            guard let chord = sheet.chord(at: beat + 0.01) else { continue }
            let tones = chord.pitchClasses.map { 60 + $0.value } + [36 + chord.bass.value]
            for tone in tones { strike(440 * exp2(Double(tone + semitones - 69) / 12), at: beat, into: &samples) }
        }
        return samples
    }

    static func strike(_ hertz: Double, at seconds: Double, into samples: inout [Float], length: Double = 0.45) {
        let first = Int(seconds * rate)
        for index in 0..<Int(length * rate) where first + index < samples.count && first + index >= 0 {
            let time = Double(index) / rate
            let gain = 0.08 * exp(-4 * time) * min(1, time / 0.003)
            let phase = 2 * Double.pi * hertz * time
            samples[first + index] += Float(gain * (sin(phase) + 0.4 * sin(2 * phase) + 0.2 * sin(3 * phase)))
        }
    }

    /// Bursts of noise of 30 ms.
    static func clicks(at times: [Double], duration: Double) -> [Float] {
        var generator = SeededGenerator(seed: 5)
        var samples = [Float](repeating: 0, count: Int(duration * rate))
        for time in times {
            let first = Int(time * rate)
            for index in 0..<720 where first + index < samples.count {
                samples[first + index] += Float(0.2 * generator.normal() * exp(-Double(index) / 200))
            }
        }
        return samples
    }
}
