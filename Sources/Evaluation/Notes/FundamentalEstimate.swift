import Foundation
import Music
import Signal

/// The fundamental of a held note, found near the pitch that it should have.
struct FundamentalEstimate {
    /// Cents above the pitch that was asked for.
    let cents: Double
    /// How much of the power lies at the fundamental and its multiples, 0 to 1.
    let harmonicShare: Double

    /// Cents to either side that are searched.
    private static let reach = 60
    private static let harmonics = 8
    private static let length = 65_536

    /// - Parameters:
    ///   - samples: of the held part, at most 65536.
    ///   - pitch: MIDI.
    /// - Returns: nil for silence.
    init?(_ samples: [Float], pitch: Int, sampleRate: Double) {
        let count = min(samples.count, Self.length)
        guard count > 0 else { return nil }
        var padded = [Float](repeating: 0, count: Self.length)
        for index in 0..<count {
            let weight = 0.5 - 0.5 * cos(2 * Double.pi * Double(index) / Double(count))
            padded[index] = samples[index] * Float(weight)
        }
        let (real, imaginary) = FourierTransform(length: Self.length).forward(padded)
        let power: [Double] = real.indices.map { bin in
            Double(real[bin] * real[bin] + imaginary[bin] * imaginary[bin])
        }
        let total: Double = power.reduce(0, +)
        guard total > 0 else { return nil }
        let bin = sampleRate / Double(Self.length)
        func magnitude(_ frequency: Double) -> Double {
            let place = frequency / bin
            let lower = Int(place)
            guard lower + 1 < power.count else { return 0 }
            let share = place - Double(lower)
            return (power[lower] * (1 - share) + power[lower + 1] * share).squareRoot()
        }
        let nominal = Note.hertz(ofPitch: Double(pitch))
        func score(_ cents: Double) -> Double {
            let fundamental = nominal * exp2(cents / 1200)
            return (1...Self.harmonics).reduce(0.0) { sum, harmonic in sum + magnitude(Double(harmonic) * fundamental) }
        }
        let scores = (-Self.reach...Self.reach).map { score(Double($0)) }
        guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
        var found = Double(best - Self.reach)
        if best > 0, best < scores.count - 1 {
            let (a, b, c) = (scores[best - 1], scores[best], scores[best + 1])
            let curve = a - 2 * b + c
            if curve < 0 { found += (a - c) / (2 * curve) }
        }
        cents = found
        // as far to either side as the window's main lobe is wide
        let lobe = 2 * sampleRate / Double(count)
        let fundamental = nominal * exp2(found / 1200)
        var near = 0.0
        for harmonic in 1...Self.harmonics {
            let centre = Double(harmonic) * fundamental
            let first = max(Int((centre - lobe) / bin), 0)
            let last = min(Int((centre + lobe) / bin), power.count - 1)
            if first <= last { near += power[first...last].reduce(0, +) }
        }
        harmonicShare = min(near / total, 1)
    }
}
