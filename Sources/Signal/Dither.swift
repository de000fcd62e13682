/// Quantises samples to 16 or 24 bit, with triangular dither of two quantisation steps peak to peak, which makes the
/// error's mean and variance independent of the signal (Lipshitz, Wannamaker & Vanderkooy 1992, "Quantization and
/// dither: a theoretical survey").
public struct Dither: Sendable {
    public let bits: Int
    public let isDithered: Bool
    /// Samples beyond +-1 so far; they are held at full scale.
    public private(set) var clippedSamples = 0

    private let scale: Double
    private var generator: SeededGenerator

    /// - Parameters:
    ///   - bits: 2...32.
    ///   - dithered: false rounds to the nearest step instead.
    ///   - seed: the same seed and samples give the same bits.
    public init(bits: Int, dithered: Bool = true, seed: UInt64 = 0) {
        precondition((2...32).contains(bits), "\(bits) bit is no integer format")
        self.bits = bits
        isDithered = dithered
        scale = Double(1 << (bits - 1))
        generator = SeededGenerator(seed: seed)
    }

    /// The step nearest to the dithered sample, in -2^(bits-1) ..< 2^(bits-1).
    /// - Parameter sample: finite; full scale is +-1.
    public mutating func quantized(_ sample: Float) -> Int32 {
        if abs(sample) > 1 { clippedSamples += 1 }
        var steps = Double(sample) * scale
        if isDithered {
            // Two uniform values from one draw; their difference is triangular on (-1, 1).
            let draw = generator.next()
            steps += (Double(draw >> 32) - Double(draw & 0xFFFF_FFFF)) * 0x1p-32
        }
        return Int32(min(max(steps.rounded(), -scale), scale - 1))
    }

    /// The quantised samples at full scale +-1, as a reader of the file will see them.
    public mutating func applied(to samples: [Float]) -> [Float] {
        samples.map { Float(Double(quantized($0)) / scale) }
    }
}
