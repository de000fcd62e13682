import Foundation

/// The derivative of the air flow through the glottis, period by period: Rosenberg's pulse as KLGLOTT88 has it (Klatt
/// & Klatt 1990) and one that opens later, its jump at closure smoothed by a polynomial step (Valimaki & Huovilainen
/// 2007) against aliases.
struct GlottalSource {
    /// Relative deviation of periods.
    var jitter: Float = 0
    /// Periods since it was last set to 0.
    var travelled: Float = 0
    private var phase: Float = 0
    private var deviation: Float = 0
    private var loudness: Float = 1
    private var noise: FastNoise
    private let shimmer: Float
    private let skew: Float

    /// - Parameter skew: 0...1: from the flow x^2 (1 - x), widest at 2/3 of its opening, to x^3 (1 - x), at 3/4.
    init(shimmer: Double, skew: Double, seed: UInt64) {
        self.shimmer = Float(shimmer)
        self.skew = Float(skew)
        noise = FastNoise(seed: seed)
    }

    /// The next sample; its peak is about -1 at closure.
    /// - Parameters:
    ///   - step: fundamental over sample rate.
    ///   - open: open quotient, 0...1.
    /// - Returns: the sample and the openness of the glottis 0...1, which lets air through.
    @inline(__always)
    mutating func next(step: Float, open: Float) -> (flow: Float, openness: Float) {
        let moved = step * (1 + deviation)
        phase += moved
        travelled += moved
        if phase >= 1 {
            phase -= 1
            deviation = jitter * noise.next() * 1.7
            loudness = 1 + shimmer * noise.next() * 1.7
        }
        var sample: Float = 0
        var openness: Float = 0
        if phase < open {
            let x = phase / open
            let late = x * (3 - 4 * x)
            sample = x * ((2 - 3 * x) * (1 - skew) + late * skew)
            openness = 6.75 * x * x * (1 - x)
        }
        // The flow stops at once at closure: spread this step of height 1 over two samples.
        let distance = phase - open
        if distance >= 0, distance < moved {
            let t = distance / moved - 1
            sample -= t * t * 0.5
        } else if distance < 0, distance > -moved {
            let t = distance / moved + 1
            sample += t * t * 0.5
        }
        return (sample * loudness, openness)
    }
}

/// Uniform noise in -1...1 by a linear congruence: quick, white enough for breath.
struct FastNoise {
    private var state: UInt32

    init(seed: UInt64) { state = UInt32(truncatingIfNeeded: seed ^ (seed >> 32)) | 1 }

    @inline(__always)
    mutating func next() -> Float {
        state = state &* 1_664_525 &+ 1_013_904_223
        return Float(Int32(bitPattern: state)) * 0x1p-31
    }
}
