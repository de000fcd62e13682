import Signal

/// Points spread over a unit cube so that every coordinate alone covers 0...1 evenly, one point to a stratum (McKay,
/// Beckman & Conover 1979, "A comparison of three methods for selecting values of input variables").
struct LatinHypercube: Sendable {
    private let count: Int
    private let seed: UInt64

    init(count: Int, seed: UInt64) {
        precondition(count > 0, "a sample of no points")
        self.count = count
        self.seed = seed
    }

    /// A point, whose coordinates are taken one after another.
    func point(_ index: Int) -> Point { Point(cube: self, index: index) }

    /// One coordinate of a point, 0..<1.
    fileprivate func value(_ index: Int, dimension: Int) -> Double {
        var generator = SeededGenerator(seed: seed, stream: UInt64(dimension) + 1)
        let strata = (0..<count).shuffled(using: &generator)
        let places = (0..<count).map { _ in generator.uniform() }
        return (Double(strata[index]) + places[index]) / Double(count)
    }

    struct Point {
        fileprivate let cube: LatinHypercube
        fileprivate let index: Int
        fileprivate var dimension = 0

        /// The next coordinate, 0..<1.
        mutating func uniform() -> Double {
            defer { dimension += 1 }
            return cube.value(index, dimension: dimension)
        }

        mutating func uniform(in range: Range<Double>) -> Double {
            range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
        }
    }
}
