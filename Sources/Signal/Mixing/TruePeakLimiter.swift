import Glibc

/// Holds the true peak under a ceiling by turning the gain down around what exceeds it: the gain that each peak needs,
/// the minimum of that over a window, smoothed by a kernel no longer than the window (a look-ahead limiter without
/// state). Both channels get the same gain.
///
/// The gain at a frame depends on a bounded neighbourhood only. It is computed in chunks that lie on a fixed grid, so a
/// frame's value does not depend on how it is asked for. Where nothing exceeds the ceiling, samples pass untouched.
struct TruePeakLimiter: Sendable {
    /// Seconds over which the gain falls before a peak and recovers after it.
    private static let smoothingSeconds = 0.01
    /// Frames of the grid.
    private static let chunkFrames = 2048
    /// dB below the ceiling that peaks are held to: a changing gain lifts the values between samples a little.
    private static let margin = 0.05

    /// Writes the unlimited frames from a frame on.
    typealias Source = (Int, UnsafeMutableBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void

    /// Linear.
    private let ceiling: Float
    /// Sums to 1; odd in length.
    private let kernel: [Float]
    /// Frames on each side over which the minimum is taken.
    private let hold: Int
    private let detector: TruePeakDetector

    // What the last chunk left, and room for the next one; `left` and `right` begin `context` frames before it.
    private var chunk: Int?
    private var left: [Float]
    private var right: [Float]
    private var reduction: [Float]
    private var smoothed: [Float]

    /// - Parameter ceiling: dBTP.
    init(ceiling: Double, sampleRate: Double) {
        self.ceiling = Float(pow(10, (ceiling - Self.margin) / 20))
        let half = max(Int((Self.smoothingSeconds * sampleRate / 2).rounded()), 1)
        let window = (-half...half).map { 0.5 + 0.5 * cos(Double.pi * Double($0) / Double(half + 1)) }
        let total = window.reduce(0, +)
        kernel = window.map { Float($0 / total) }
        detector = TruePeakDetector(sampleRate: sampleRate)
        // A peak between samples is made of its neighbours: they get the full reduction as well.
        hold = half + detector.reach
        let context = half + hold + detector.reach
        left = [Float](repeating: 0, count: Self.chunkFrames + 2 * context)
        right = left
        reduction = [Float](repeating: 0, count: Self.chunkFrames + 2 * (half + hold))
        smoothed = [Float](repeating: 0, count: Self.chunkFrames)
    }

    private var context: Int { (left.count - Self.chunkFrames) / 2 }

    /// Writes the limited frames from `frame` on, as many as the buffers hold.
    mutating func render(
        from frame: Int, left: UnsafeMutableBufferPointer<Float>, right: UnsafeMutableBufferPointer<Float>,
        source: Source
    ) {
        var done = 0
        while done < left.count {
            let position = frame + done
            // Rounds down, before frame 0 as well.
            let wanted = position >> Self.chunkFrames.trailingZeroBitCount
            if chunk != wanted { fill(wanted, from: source) }
            let inside = position - wanted * Self.chunkFrames
            let count = min(Self.chunkFrames - inside, left.count - done)
            let first = context + inside
            for index in 0..<count {
                left[done + index] = self.left[first + index]
                right[done + index] = self.right[first + index]
            }
            done += count
        }
    }

    private mutating func fill(_ index: Int, from source: Source) {
        chunk = index
        let first = index * Self.chunkFrames - context
        let (context, kernel, hold, ceiling, detector) = (context, kernel, hold, ceiling, detector)
        left.withUnsafeMutableBufferPointer { left in
            right.withUnsafeMutableBufferPointer { right in
                source(first, left, right)
                let peak = StereoPeak(left: UnsafeBufferPointer(left), right: UnsafeBufferPointer(right))
                guard max(peak.left, peak.right) * detector.overshoot > ceiling else { return }
                reduction.withUnsafeMutableBufferPointer { reduction in
                    smoothed.withUnsafeMutableBufferPointer { smoothed in
                        reduction.update(repeating: 0)
                        detector.raise(reduction, by: UnsafeBufferPointer(left))
                        detector.raise(reduction, by: UnsafeBufferPointer(right))
                        for index in reduction.indices {
                            reduction[index] = reduction[index] > ceiling ? 1 - ceiling / reduction[index] : 0
                        }
                        let count = Self.holdMaximum(of: reduction, over: 2 * hold + 1)
                        guard StereoPeak.magnitude(of: UnsafeBufferPointer(reduction)) > 0 else { return }
                        Self.smooth(UnsafeBufferPointer(rebasing: reduction[..<count]), by: kernel, into: smoothed)
                        for index in 0..<Self.chunkFrames {
                            let gain = 1 - smoothed[index]
                            left[context + index] *= gain
                            right[context + index] *= gain
                        }
                    }
                }
            }
        }
    }

    /// Replaces `values[n]` by the largest of `values[n ..< n + width]`: windows double until one more step fits.
    /// - Returns: how many values are valid; those after them are 0.
    private static func holdMaximum(of values: UnsafeMutableBufferPointer<Float>, over width: Int) -> Int {
        var covered = 1
        var count = values.count
        while covered < width {
            let step = min(covered, width - covered)
            count -= step
            // In place: what is read at n + step has not been written yet.
            for index in 0..<count { values[index] = max(values[index], values[index + step]) }
            covered += step
        }
        for index in count..<values.count { values[index] = 0 }
        return count
    }

    /// `output[n]` is the sum of `kernel[k] * values[n + k]`, in the order of k.
    private static func smooth(
        _ values: UnsafeBufferPointer<Float>, by kernel: [Float], into output: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(values.count == output.count + kernel.count - 1, "the values do not fit the output")
        precondition(output.count.isMultiple(of: 16), "outputs are computed sixteen at a time")
        guard let bytes = UnsafeRawPointer(values.baseAddress) else { return }
        kernel.withUnsafeBufferPointer { kernel in
            for index in stride(from: 0, to: output.count, by: 16) {
                var low = SIMD8<Float>()
                var high = SIMD8<Float>()
                for tap in kernel.indices {
                    let offset = (index + tap) * MemoryLayout<Float>.stride
                    low += kernel[tap] * bytes.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                    high += kernel[tap] * bytes.loadUnaligned(fromByteOffset: offset + 32, as: SIMD8<Float>.self)
                }
                for lane in 0..<8 {
                    output[index + lane] = low[lane]
                    output[index + 8 + lane] = high[lane]
                }
            }
        }
    }
}
