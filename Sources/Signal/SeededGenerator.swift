import Glibc

/// Reproducible random numbers: xoshiro256** seeded through SplitMix64 (Blackman & Vigna 2018, "Scrambled linear
/// pseudorandom number generators"). The same seed and stream give the same numbers on every machine.
///
/// A value type: a copy continues on its own. Give each thread its own generator, with another `stream`.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
    private var state: (UInt64, UInt64, UInt64, UInt64)
    private var spareNormal: Double?

    /// - Parameter stream: independent sequences under one seed, e.g. one a channel or a worker.
    public init(seed: UInt64, stream: UInt64 = 0) {
        var mixer = SplitMix64(state: seed)
        if stream != 0 {
            var streamMixer = SplitMix64(state: stream)
            mixer = SplitMix64(state: mixer.next() ^ streamMixer.next())
        }
        state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// - Precondition: not all four words are zero.
    package init(state: (UInt64, UInt64, UInt64, UInt64)) {
        precondition(state.0 | state.1 | state.2 | state.3 != 0, "xoshiro cannot leave the all-zero state")
        self.state = state
    }

    public mutating func next() -> UInt64 {
        let scrambled = (state.1 &* 5).rotated(by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3.rotated(by: 45)
        return scrambled
    }

    /// Uniform in [0, 1), 53 random bits.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Uniform in [range.lowerBound, range.upperBound).
    public mutating func uniform(in range: Range<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    }

    /// Uniform integer in the range.
    public mutating func uniform(in range: Range<Int>) -> Int { Int.random(in: range, using: &self) }

    /// Normal, by the Box-Muller transform.
    public mutating func normal(mean: Double = 0, standardDeviation: Double = 1) -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return mean + standardDeviation * spare
        }
        let radius = sqrt(-2 * log(1 - uniform()))
        let angle = 2 * Double.pi * uniform()
        spareNormal = radius * sin(angle)
        return mean + standardDeviation * radius * cos(angle)
    }

    /// Standard normal values.
    public mutating func normals(_ count: Int) -> [Float] { (0..<count).map { _ in Float(normal()) } }

    public static func == (left: Self, right: Self) -> Bool {
        left.state == right.state && left.spareNormal == right.spareNormal
    }
}

/// Steele, Lea & Flood 2014: fills the larger generator's state from one word.
package struct SplitMix64 {
    package var state: UInt64

    package init(state: UInt64) { self.state = state }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension UInt64 {
    fileprivate func rotated(by bits: UInt64) -> UInt64 { (self << bits) | (self >> (64 - bits)) }
}
