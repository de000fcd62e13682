import Band
import Foundation
import Signal

/// What a mixing engineer does to the sum of the band: a gentle tilt, slow compression, a soft knee under full scale.
public struct Mastering: Codable, Hashable, Sendable {
    /// Decibels between low and high frequencies, turning at 900 Hz; positive is brighter. Linear.
    public var tilt: Double
    /// 1 leaves the loudness alone; 2 halves what passes the threshold.
    public var ratio: Double
    /// Decibels: the threshold against the mean power of the mix.
    public var threshold: Double
    /// Seconds.
    public var attack: Double
    public var release: Double
    /// 0...0.5: the share of the range under the peak that is rounded off; 0 limits nothing.
    public var knee: Double
    /// Decibels: the highest sample against full scale.
    public var peak: Double

    public init(
        tilt: Double, ratio: Double, threshold: Double, attack: Double, release: Double, knee: Double, peak: Double
    ) {
        self.tilt = tilt
        self.ratio = ratio
        self.threshold = threshold
        self.attack = attack
        self.release = release
        self.knee = knee
        self.peak = peak
    }

    public init(drawnBy generator: inout SeededGenerator) {
        let isPlain = generator.uniform() < 0.3
        tilt = min(max(generator.normal(standardDeviation: 1.8), -4), 4)
        let amount = generator.uniform(in: 1.2..<2.5)
        ratio = isPlain ? 1 : amount
        threshold = generator.uniform(in: -4.0..<3)
        attack = generator.uniform(in: 0.005..<0.04)
        release = generator.uniform(in: 0.1..<0.4)
        let rounding = generator.uniform(in: 0.1..<0.4)
        knee = isPlain ? 0 : rounding
        peak = generator.uniform(in: -6.0 ..< -1.0)
    }

    /// The linear part without its gain: the tilt, and a high-pass at 20 Hz, for small sound fonts carry an offset.
    func tilted(_ samples: [Float]) -> [Float] {
        let leak = Float(1 - exp(-2 * Double.pi * 20 / Renderer.sampleRate))
        var offset: Float = 0
        let pole = Float(exp(-2 * Double.pi * 900 / Renderer.sampleRate))
        let high = Float(pow(10, tilt / 40))
        let low = 1 / high
        var smooth: Float = 0
        return samples.map { sample in
            offset += leak * (sample - offset)
            let sample = sample - offset
            smooth = sample + pole * (smooth - sample)
            return smooth * low + (sample - smooth) * high
        }
    }

    /// The whole chain after the tilt: what was tilted, compressed, rounded off and brought to its peak.
    /// - Returns: the sound, and the factor that brings the tilted mix nearest to it: what the parts are multiplied by
    ///   to lie in it. Without compression and knee their sum is the sound.
    func finished(_ tilted: [Float]) -> (samples: [Float], gain: Float) {
        var samples = compressed(tilted)
        let top = samples.reduce(Float(0)) { max($0, abs($1)) }
        guard top > 0 else { return (samples, 1) }
        let limit = top * Float(1 - knee / 2)
        let start = top * Float(1 - knee)
        if knee > 0 {
            for index in samples.indices where abs(samples[index]) > start {
                let over = (abs(samples[index]) - start) / (limit - start)
                samples[index] = (start + (limit - start) * tanh(over)) * (samples[index] < 0 ? -1 : 1)
            }
        }
        let reached = samples.reduce(Float(0)) { max($0, abs($1)) }
        let scale = Float(pow(10, peak / 20)) / reached
        var product = 0.0
        var power = 0.0
        for index in samples.indices {
            samples[index] *= scale
            product += Double(samples[index]) * Double(tilted[index])
            power += Double(tilted[index]) * Double(tilted[index])
        }
        return (samples, Float(product / power))
    }

    /// Feed-forward: the gain follows the power of the last milliseconds.
    private func compressed(_ input: [Float]) -> [Float] {
        guard ratio > 1 else { return input }
        let mean = input.reduce(Float(0)) { $0 + $1 * $1 } / Float(max(input.count, 1))
        guard mean > 0 else { return input }
        let level = mean * Float(pow(10, threshold / 10))
        let rise = Float(1 - exp(-1 / (attack * Renderer.sampleRate)))
        let fall = Float(1 - exp(-1 / (release * Renderer.sampleRate)))
        let exponent = Float((1 / ratio - 1) / 2)
        var power: Float = 0
        var gain: Float = 1
        var output = input
        for index in output.indices {
            let now = input[index] * input[index]
            power += (now > power ? rise : fall) * (now - power)
            // The power moves slowly: a new gain every 16 samples is enough.
            if index & 15 == 0 { gain = power > level ? pow(power / level, exponent) : 1 }
            output[index] *= gain
        }
        return output
    }
}
