/// The largest magnitudes of some frames, linear, full scale 1.
public struct StereoPeak: Sendable, Equatable {
    public var left: Float
    public var right: Float

    public init(left: Float = 0, right: Float = 0) {
        self.left = left
        self.right = right
    }

    /// Of two blocks of samples, one a channel.
    public init(left: UnsafeBufferPointer<Float>, right: UnsafeBufferPointer<Float>) {
        self.init(left: Self.magnitude(of: left), right: Self.magnitude(of: right))
    }

    public mutating func formMaximum(_ other: StereoPeak) {
        left = max(left, other.left)
        right = max(right, other.right)
    }

    /// The largest magnitude; 0 of nothing. NaN counts as nothing.
    static func magnitude(of samples: UnsafeBufferPointer<Float>) -> Float {
        // Eight maxima side by side: one alone would wait for itself at every sample.
        var lanes = SIMD8<Float>()
        let whole = samples.count & ~7
        if let base = samples.baseAddress {
            let bytes = UnsafeRawPointer(base)
            for index in stride(from: 0, to: whole, by: 8) {
                let values = bytes.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
                lanes.replace(with: values, where: values .> lanes)
                lanes.replace(with: -values, where: -values .> lanes)
            }
        }
        var largest = lanes.max()
        for index in whole..<samples.count where abs(samples[index]) > largest { largest = abs(samples[index]) }
        return largest
    }
}
