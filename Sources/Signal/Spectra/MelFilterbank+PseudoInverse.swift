extension MelFilterbank {
    /// The Moore-Penrose inverse M^T (M M^T)^-1, (bins, bands) row-major: of all magnitudes that give some Mel values,
    /// it finds the ones of least energy. A band without a single bin gets zeros.
    public func pseudoInverse() -> [Float] {
        let matrix = matrix.map(Double.init)
        // The Gram matrix M M^T, symmetric and positive definite where no band is empty.
        var gram = [Double](repeating: 0, count: bands * bands)
        for row in 0..<bands {
            for column in 0...row {
                var sum = 0.0
                for bin in 0..<bins { sum += matrix[row * bins + bin] * matrix[column * bins + bin] }
                gram[row * bands + column] = sum
            }
            if gram[row * bands + row] == 0 { gram[row * bands + row] = 1 }
        }
        // Cholesky: gram becomes L with L L^T = M M^T.
        for row in 0..<bands {
            for column in 0...row {
                var sum = gram[row * bands + column]
                for inner in 0..<column { sum -= gram[row * bands + inner] * gram[column * bands + inner] }
                gram[row * bands + column] =
                    row == column ? max(sum, .leastNormalMagnitude).squareRoot() : sum / gram[column * bands + column]
            }
        }
        var inverse = [Float](repeating: 0, count: bins * bands)
        var solution = [Double](repeating: 0, count: bands)
        for bin in 0..<bins {
            // L y = m, then L^T x = y, with m the bin's column of M: x is the bin's row of the pseudo-inverse.
            for row in 0..<bands {
                var sum = matrix[row * bins + bin]
                for inner in 0..<row { sum -= gram[row * bands + inner] * solution[inner] }
                solution[row] = sum / gram[row * bands + row]
            }
            for row in (0..<bands).reversed() {
                var sum = solution[row]
                for inner in row + 1..<bands { sum -= gram[inner * bands + row] * solution[inner] }
                solution[row] = sum / gram[row * bands + row]
            }
            for band in 0..<bands { inverse[bin * bands + band] = Float(solution[band]) }
        }
        return inverse
    }
}
