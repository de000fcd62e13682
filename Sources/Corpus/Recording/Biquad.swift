import Foundation

/// A filter of second order in the transposed direct form II, after R. Bristow-Johnson's "Cookbook formulae for audio
/// equalizer biquad filter coefficients".
struct Biquad: Sendable {
    private let forward: (Float, Float, Float)
    private let backward: (Float, Float)
    private var first: Float = 0
    private var second: Float = 0

    private init(_ b0: Double, _ b1: Double, _ b2: Double, _ a0: Double, _ a1: Double, _ a2: Double) {
        forward = (Float(b0 / a0), Float(b1 / a0), Float(b2 / a0))
        backward = (Float(a1 / a0), Float(a2 / a0))
    }

    @inline(__always)
    mutating func process(_ input: Float) -> Float {
        let output = forward.0 * input + first
        first = forward.1 * input - backward.0 * output + second
        second = forward.2 * input - backward.1 * output
        return output
    }

    /// Filters a whole clip in place.
    func apply(to samples: inout [Float]) {
        var filter = self
        for index in samples.indices { samples[index] = filter.process(samples[index]) }
    }

    /// Decibels around a frequency in hertz; quality is frequency over bandwidth.
    static func peak(_ hertz: Double, quality: Double, decibels: Double, rate: Double) -> Biquad {
        let (w, alpha) = angle(hertz, quality: quality, rate: rate)
        let a = pow(10, decibels / 40)
        return Biquad(1 + alpha * a, -2 * cos(w), 1 - alpha * a, 1 + alpha / a, -2 * cos(w), 1 - alpha / a)
    }

    /// Decibels below a frequency in hertz.
    static func lowShelf(_ hertz: Double, decibels: Double, rate: Double) -> Biquad {
        let (w, alpha) = angle(hertz, quality: 0.707, rate: rate)
        let a = pow(10, decibels / 40)
        let slope = 2 * a.squareRoot() * alpha
        return Biquad(
            a * ((a + 1) - (a - 1) * cos(w) + slope), 2 * a * ((a - 1) - (a + 1) * cos(w)),
            a * ((a + 1) - (a - 1) * cos(w) - slope), (a + 1) + (a - 1) * cos(w) + slope,
            -2 * ((a - 1) + (a + 1) * cos(w)), (a + 1) + (a - 1) * cos(w) - slope)
    }

    static func lowPass(_ hertz: Double, quality: Double, rate: Double) -> Biquad {
        let (w, alpha) = angle(hertz, quality: quality, rate: rate)
        let c = cos(w)
        return Biquad((1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha)
    }

    static func highPass(_ hertz: Double, quality: Double, rate: Double) -> Biquad {
        let (w, alpha) = angle(hertz, quality: quality, rate: rate)
        let c = cos(w)
        return Biquad((1 + c) / 2, -1 - c, (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha)
    }

    /// Qualities of the sections of a Butterworth filter of eighth order: 48 dB an octave.
    static let steep = [0.5098, 0.6013, 0.9000, 2.5629]

    private static func angle(_ hertz: Double, quality: Double, rate: Double) -> (w: Double, alpha: Double) {
        let w = 2 * Double.pi * min(hertz, rate * 0.49) / rate
        return (w, sin(w) / (2 * quality))
    }
}
