/// Sums over points from which mean and covariance follow; those of parts add up to those of the whole.
struct Moments: Sendable {
    let dimension: Int
    private(set) var count = 0
    private var sums: [Double]
    /// The upper triangle of the sum of outer products, row by row.
    private var products: [Double]

    init(dimension: Int) {
        self.dimension = dimension
        sums = .init(repeating: 0, count: dimension)
        products = .init(repeating: 0, count: dimension * (dimension + 1) / 2)
    }

    /// - Parameter origin: taken off every point, so that products stay small; must be the same for all that is added up.
    init(_ clip: EmbeddedClip, origin: [Double]) {
        self.init(dimension: clip.dimension)
        count = clip.windows
        var point = [Double](repeating: 0, count: dimension)
        for window in 0..<count {
            for axis in 0..<dimension {
                point[axis] = Double(clip.values[window * dimension + axis]) - origin[axis]
                sums[axis] += point[axis]
            }
            var place = 0
            for row in 0..<dimension {
                for column in row..<dimension {
                    products[place] += point[row] * point[column]
                    place += 1
                }
            }
        }
    }

    static func += (left: inout Moments, right: Moments) {
        left.count += right.count
        for index in left.sums.indices { left.sums[index] += right.sums[index] }
        for index in left.products.indices { left.products[index] += right.products[index] }
    }

    /// Relative to the origin.
    var mean: [Double] { sums.map { $0 / Double(max(count, 1)) } }

    /// Unbiased: divided by the count less one.
    var covariance: SymmetricMatrix {
        let mean = mean
        let divisor = Double(max(count - 1, 1))
        var matrix = SymmetricMatrix(size: dimension)
        var place = 0
        for row in 0..<dimension {
            for column in row..<dimension {
                let value = (products[place] - Double(count) * mean[row] * mean[column]) / divisor
                matrix[row, column] = value
                matrix[column, row] = value
                place += 1
            }
        }
        return matrix
    }
}
