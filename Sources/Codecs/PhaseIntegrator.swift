import Foundation

/// Finds the phases of a spectrum, frame by frame, from its magnitudes and how its phases change.
///
/// Each frame's unit vectors u_k minimise sum_k a_k |u_k - e^(i D_k) v_k|^2 + b_k |u_k - e^(i G_k) u_(k-1)|^2, where v are
/// those of the frame before, D and G are advance and delay, and a_k, b_k are the amplitudes of both ends times how sure
/// the change is: a tridiagonal system (Masuyama et al. 2020, arXiv 2002.05832, equation 16). So a held tone goes on
/// where it was, which a network that sees only neighbouring frames can't arrange: for a Mel that stands still it says
/// the same phase in every frame, which is right for multiples of sample rate / hop only.
package struct PhaseIntegrator {
    private let bins: Int
    /// Against a tone in the middle of the bin, how far phases turn in a hop.
    private let turnReal: [Double]
    private let turnImaginary: [Double]
    private var unitReal: [Double]
    private var unitImaginary: [Double]
    private var magnitudes: [Float]

    /// Changes surer than this count as this sure: a length of 1 would mean certainty, and outweigh everything.
    private static let surest = 0.98
    /// Share of the loudest bin's weight that every bin has at least, so that the system can be solved in silence.
    private static let least = 1e-6
    /// Far below any square of a magnitude, far above what a double can't hold.
    private static let silence = 1e-30

    package init(fftLength: Int, hop: Int) {
        bins = fftLength / 2 + 1
        let angles = (0..<bins).map { 2 * Double.pi * Double($0 * hop % fftLength) / Double(fftLength) }
        turnReal = angles.map { cos($0) }
        turnImaginary = angles.map { sin($0) }
        // an impulse in the middle of the frame
        unitReal = (0..<bins).map { $0 % 2 == 0 ? 1 : -1 }
        unitImaginary = [Double](repeating: 0, count: bins)
        magnitudes = [Float](repeating: 0, count: bins)
    }

    /// The next frame's spectrum, interleaved real and imaginary parts.
    /// - Parameters:
    ///   - magnitudes: of its bins.
    ///   - advance: interleaved vectors, see `PhaseGradients`.
    ///   - delay: likewise.
    package mutating func next(
        magnitudes new: ArraySlice<Float>, advance: ArraySlice<Float>, delay: ArraySlice<Float>
    ) -> [Float] {
        var diagonal = [Double](repeating: 0, count: bins)
        var real = diagonal, imaginary = diagonal
        var lowerReal = diagonal, lowerImaginary = diagonal
        let loudest = Double(new.max() ?? 0)
        let floor = Self.least * loudest * loudest + Self.silence
        for k in 0..<bins {
            let m = Double(new[new.startIndex + k])
            let d = Self.direction(advance, k)
            let weight = d.weight * m * Double(magnitudes[k]) + floor
            let dr = d.real * turnReal[k] - d.imaginary * turnImaginary[k]
            let di = d.real * turnImaginary[k] + d.imaginary * turnReal[k]
            real[k] = weight * (dr * unitReal[k] - di * unitImaginary[k])
            imaginary[k] = weight * (dr * unitImaginary[k] + di * unitReal[k])
            diagonal[k] += weight
            guard k > 0 else { continue }
            let g = Self.direction(delay, k)
            let coupling = g.weight * m * Double(new[new.startIndex + k - 1])
            // an impulse in the middle of the frame turns by pi from bin to bin
            lowerReal[k] = -coupling * g.real
            lowerImaginary[k] = -coupling * g.imaginary
            diagonal[k] += coupling
            diagonal[k - 1] += coupling
        }
        solve(diagonal, lowerReal, lowerImaginary, &real, &imaginary)
        var spectrum = [Float](repeating: 0, count: 2 * bins)
        for k in 0..<bins {
            let length = (real[k] * real[k] + imaginary[k] * imaginary[k]).squareRoot()
            if length > 0 {
                unitReal[k] = real[k] / length
                unitImaginary[k] = imaginary[k] / length
            }
            magnitudes[k] = new[new.startIndex + k]
            spectrum[2 * k] = magnitudes[k] * Float(unitReal[k])
            spectrum[2 * k + 1] = magnitudes[k] * Float(unitImaginary[k])
        }
        return spectrum
    }

    /// Goes on from a frame whose sound is known, instead of from what was found for it.
    /// - Parameters:
    ///   - real: of the frame's spectrum, one value a bin.
    ///   - imaginary: likewise.
    package mutating func settle(real: [Float], imaginary: [Float]) {
        for k in 0..<bins {
            let (x, y) = (Double(real[k]), Double(imaginary[k]))
            let length = (x * x + y * y).squareRoot()
            magnitudes[k] = Float(length)
            guard length > 0 else { continue }
            unitReal[k] = x / length
            unitImaginary[k] = y / length
        }
    }

    /// The Hermitian tridiagonal system with that diagonal and -lower[k] at (k, k - 1), in place (Thomas's algorithm).
    private func solve(
        _ diagonal: [Double], _ lowerReal: [Double], _ lowerImaginary: [Double], _ real: inout [Double],
        _ imaginary: inout [Double]
    ) {
        var pivots = diagonal
        for k in 1..<bins {
            let (lr, li) = (lowerReal[k], lowerImaginary[k])
            pivots[k] = max(pivots[k] - (lr * lr + li * li) / pivots[k - 1], Self.silence)
            real[k] += (lr * real[k - 1] - li * imaginary[k - 1]) / pivots[k - 1]
            imaginary[k] += (lr * imaginary[k - 1] + li * real[k - 1]) / pivots[k - 1]
        }
        real[bins - 1] /= pivots[bins - 1]
        imaginary[bins - 1] /= pivots[bins - 1]
        for k in stride(from: bins - 2, through: 0, by: -1) {
            let (lr, li) = (lowerReal[k + 1], -lowerImaginary[k + 1])
            let (r, i) = (real[k + 1], imaginary[k + 1])
            real[k] = (real[k] + lr * r - li * i) / pivots[k]
            imaginary[k] = (imaginary[k] + lr * i + li * r) / pivots[k]
        }
    }

    /// A vector's direction and, of its length R, the weight R / (1 - R^2), which grows like a concentration.
    private static func direction(
        _ vectors: ArraySlice<Float>, _ k: Int
    ) -> (real: Double, imaginary: Double, weight: Double) {
        let x = Double(vectors[vectors.startIndex + 2 * k]), y = Double(vectors[vectors.startIndex + 2 * k + 1])
        let length = (x * x + y * y).squareRoot()
        guard length > 1e-6 else { return (1, 0, 0) }
        let sure = min(length, surest)
        return (x / length, y / length, sure / (1 - sure * sure))
    }
}
