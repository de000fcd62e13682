import Foundation

/// A square matrix of doubles, row by row, that equals its transpose.
struct SymmetricMatrix: Sendable, Equatable {
    let size: Int
    var values: [Double]

    init(size: Int, values: [Double]) {
        precondition(values.count == size * size, "\(values.count) values are no \(size) x \(size) matrix")
        self.size = size
        self.values = values
    }

    init(size: Int) { self.init(size: size, values: [Double](repeating: 0, count: size * size)) }

    subscript(row: Int, column: Int) -> Double {
        get { values[row * size + column] }
        set { values[row * size + column] = newValue }
    }

    var trace: Double { (0..<size).reduce(0) { $0 + values[$1 * size + $1] } }

    /// L with L L^T = the matrix, row by row, for a positive semidefinite one: a column whose pivot has vanished is 0.
    func choleskyFactor() -> [Double] {
        var factor = [Double](repeating: 0, count: size * size)
        let smallest = 1e-12 * max((0..<size).map { self[$0, $0] }.max() ?? 0, 0)
        for column in 0..<size {
            var pivot = self[column, column]
            for index in 0..<column { pivot -= factor[column * size + index] * factor[column * size + index] }
            guard pivot > smallest else { continue }
            let root = pivot.squareRoot()
            factor[column * size + column] = root
            for row in (column + 1)..<max(size, column + 1) {
                var value = self[row, column]
                for index in 0..<column { value -= factor[row * size + index] * factor[column * size + index] }
                factor[row * size + column] = value / root
            }
        }
        return factor
    }

    /// L^T M L for a square L, row by row.
    func framed(by factor: [Double]) -> SymmetricMatrix {
        let product = Self.product(values, factor, size)
        var transposed = factor
        for row in 0..<size {
            for column in 0..<size { transposed[column * size + row] = factor[row * size + column] }
        }
        return SymmetricMatrix(size: size, values: Self.product(transposed, product, size))
    }

    private static func product(_ left: [Double], _ right: [Double], _ size: Int) -> [Double] {
        var result = [Double](repeating: 0, count: size * size)
        result.withUnsafeMutableBufferPointer { result in
            for row in 0..<size {
                for index in 0..<size {
                    let value = left[row * size + index]
                    guard value != 0 else { continue }
                    for column in 0..<size { result[row * size + column] += value * right[index * size + column] }
                }
            }
        }
        return result
    }

    /// Ascending. By Householder's reflections to a tridiagonal matrix, whose values Sturm sequences count and bisection
    /// finds (G. Golub and C. Van Loan, "Matrix Computations", 4th edition, sections 8.3.1 and 8.4.1).
    func eigenvalues() -> [Double] {
        let (diagonal, side) = tridiagonal()
        guard let first = diagonal.indices.first else { return [] }
        // Gershgorin: every value lies within the row sums.
        let reach = diagonal.indices.map { index in
            (index > first ? abs(side[index - 1]) : 0) + (index < size - 1 ? abs(side[index]) : 0)
        }
        let lowest = zip(diagonal, reach).map { $0 - $1 }.min() ?? 0
        let highest = zip(diagonal, reach).map { $0 + $1 }.max() ?? 0
        let squares = side.map { $0 * $0 }
        let tiny = max(abs(lowest), abs(highest)) * 1e-300 + Double.leastNormalMagnitude
        /// How many values lie below.
        func count(below value: Double) -> Int {
            var negative = 0
            var quotient = 1.0
            for index in 0..<size {
                quotient = diagonal[index] - value - (index > 0 ? squares[index - 1] / quotient : 0)
                if quotient < 0 { negative += 1 }
                if abs(quotient) < tiny { quotient = -tiny }
            }
            return negative
        }
        let precision = 1e-13 * max(abs(lowest), abs(highest))
        return (0..<size).map { place in
            var low = lowest
            var high = highest
            while high - low > precision, (low + high) / 2 > low, (low + high) / 2 < high {
                let middle = (low + high) / 2
                if count(below: middle) > place { high = middle } else { low = middle }
            }
            return (low + high) / 2
        }
    }

    /// The diagonal and what stands beside it, after size - 2 reflections.
    private func tridiagonal() -> (diagonal: [Double], side: [Double]) {
        var matrix = values
        var side = [Double](repeating: 0, count: max(size - 1, 0))
        for step in 0..<max(size - 1, 0) {
            let rest = (step + 1)..<size
            let norm = rest.reduce(0.0) { $0 + matrix[$1 * size + step] * matrix[$1 * size + step] }.squareRoot()
            let head = matrix[(step + 1) * size + step]
            let target = head > 0 ? -norm : norm
            side[step] = target
            guard norm > 0, rest.count > 1 else {
                side[step] = rest.count > 1 ? 0 : head
                continue
            }
            var reflector = rest.map { matrix[$0 * size + step] }
            reflector[0] -= target
            let square = reflector.reduce(0) { $0 + $1 * $1 }
            guard square > 0 else { continue }
            // A <- H A H with H = I - 2 v v^T / v^T v, on the rows and columns that are left.
            let offset = step + 1
            let count = rest.count
            var image = [Double](repeating: 0, count: count)
            for row in 0..<count {
                var sum = 0.0
                for column in 0..<count { sum += matrix[(row + offset) * size + column + offset] * reflector[column] }
                image[row] = 2 * sum / square
            }
            let projection = zip(reflector, image).reduce(0) { $0 + $1.0 * $1.1 } / square
            for index in 0..<count { image[index] -= projection * reflector[index] }
            for row in 0..<count {
                for column in 0..<count {
                    matrix[(row + offset) * size + column + offset] -=
                        reflector[row] * image[column] + image[row] * reflector[column]
                }
            }
        }
        return ((0..<size).map { matrix[$0 * size + $0] }, side)
    }
}
