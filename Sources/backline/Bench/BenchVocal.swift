import Foundation
import Signal

/// A vocal to measure with: a scale in a plain voice of a few harmonics, with vibrato and rests.
enum BenchVocal {
    /// Mono, 44.1 kHz.
    static func sung(minutes: Double) -> AudioBuffer {
        let rate = 44_100.0
        let noteSeconds = 0.5
        let degrees = [0, 2, 4, 5, 7, 9, 11, 12, 11, 9, 7, 5, 4, 2, 0]
        var phase = 0.0
        let samples = (0..<Int(minutes * 60 * rate)).map { index -> Float in
            let time = Double(index) / rate
            let note = Int(time / noteSeconds)
            let within = time / noteSeconds - Double(note)
            let cents = 20 * sin(2 * .pi * 5.5 * time)
            phase += 220 * pow(2, (Double(degrees[note % degrees.count]) + cents / 100) / 12) / rate
            phase -= phase.rounded(.down)
            // a breath after every eighth note
            let level = note % 8 == 7 ? 0 : sin(.pi * min(within, 1)) * 0.2
            return Float((1...6).reduce(0) { $0 + sin(2 * .pi * phase * Double($1)) / Double($1) } * level)
        }
        return AudioBuffer(sampleRate: rate, mono: samples)
    }
}
