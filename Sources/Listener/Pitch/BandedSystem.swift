/// Normal equations of a least-squares problem whose terms touch unknowns at most two apart, solved by LDL^T.
struct BandedSystem {
    private let size: Int
    /// `bands[distance][index]`: the matrix at (index, index - distance).
    private var bands: [[Double]]
    private var right: [Double]

    init(size: Int) {
        self.size = size
        bands = [[Double]](repeating: [Double](repeating: 0, count: size), count: 3)
        right = [Double](repeating: 0, count: size)
    }

    /// Adds weight (sum coefficient x - target)^2.
    mutating func add(_ terms: [(index: Int, coefficient: Double)], target: Double, weight: Double) {
        for (row, left) in terms {
            right[row] += weight * left * target
            for (column, other) in terms where column <= row { bands[row - column][row] += weight * left * other }
        }
    }

    /// - Precondition: the matrix is positive definite.
    func solve() -> [Double] {
        var diagonal = bands[0]
        var lower = [bands[1], bands[2]]
        var solution = right
        for row in 0..<size {
            if row >= 2 {
                let factor = lower[1][row] / diagonal[row - 2]
                lower[0][row] -= lower[1][row] * lower[0][row - 1]
                diagonal[row] -= factor * lower[1][row]
                lower[1][row] = factor
            }
            if row >= 1 {
                let factor = lower[0][row] / diagonal[row - 1]
                diagonal[row] -= factor * lower[0][row]
                lower[0][row] = factor
            }
            if row >= 1 { solution[row] -= lower[0][row] * solution[row - 1] }
            if row >= 2 { solution[row] -= lower[1][row] * solution[row - 2] }
        }
        for row in 0..<size { solution[row] /= diagonal[row] }
        for row in stride(from: size - 1, through: 0, by: -1) {
            if row + 1 < size { solution[row] -= lower[0][row + 1] * solution[row + 1] }
            if row + 2 < size { solution[row] -= lower[1][row + 2] * solution[row + 2] }
        }
        return solution
    }
}
