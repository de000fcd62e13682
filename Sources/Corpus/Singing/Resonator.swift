import Foundation

/// A two-pole resonator with gain 1 at 0 Hz (Klatt 1980, "Software for a cascade/parallel formant synthesizer").
struct Resonator {
    private var a: Float = 1
    private var b: Float = 0
    private var c: Float = 0
    private var last: Float = 0
    private var beforeLast: Float = 0

    /// - Parameters:
    ///   - frequency: hertz.
    ///   - bandwidth: hertz.
    mutating func tune(frequency: Float, bandwidth: Float, sampleRate: Float) {
        let radius = exp(-.pi * bandwidth / sampleRate)
        c = -radius * radius
        b = 2 * radius * cos(2 * .pi * frequency / sampleRate)
        a = 1 - b - c
    }

    /// Makes it a band-pass of about gain 1 at its frequency instead.
    mutating func tuneBand(frequency: Float, bandwidth: Float, sampleRate: Float) {
        tune(frequency: frequency, bandwidth: bandwidth, sampleRate: sampleRate)
        let radius = exp(-.pi * bandwidth / sampleRate)
        a = (1 - radius) * (1 - 2 * radius * cos(4 * .pi * frequency / sampleRate) + radius * radius).squareRoot()
    }

    @inline(__always)
    mutating func process(_ input: Float) -> Float {
        let output = a * input + b * last + c * beforeLast
        beforeLast = last
        last = output
        return output
    }
}
