import Foundation
import Signal

/// Synthetic voices of known pitch, 24 kHz.
enum Voices {
    static let rate = 24_000.0

    /// Partials of the given amplitudes over a pitch curve in Hz of seconds.
    static func tone(
        seconds: Double, partials: [Double] = [1, 0.6, 0.4, 0.25, 0.15], hertz: (Double) -> Double
    ) -> [Float] {
        var phase = 0.0
        let scale = 0.3 / partials.reduce(0, +)
        return (0..<Int(seconds * rate)).map { index in
            phase += 2 * .pi * hertz(Double(index) / rate) / rate
            return Float(
                scale * partials.enumerated().reduce(0) { $0 + $1.element * sin(Double($1.offset + 1) * phase) })
        }
    }

    static func noise(seconds: Double, level: Double, seed: UInt64 = 1) -> [Float] {
        var generator = SeededGenerator(seed: seed)
        return (0..<Int(seconds * rate)).map { _ in Float(level * generator.normal()) }
    }

    static func silence(seconds: Double) -> [Float] { [Float](repeating: 0, count: Int(seconds * rate)) }

    /// Fades of 10 ms on both ends.
    static func faded(_ samples: [Float]) -> [Float] {
        let length = min(240, samples.count / 2)
        var result = samples
        for index in 0..<length {
            let gain = Float(index) / Float(length)
            result[index] *= gain
            result[samples.count - 1 - index] *= gain
        }
        return result
    }
}
