/// Mean and deviation of every value of a feature over what was seen.
public struct FeatureMoments: Sendable {
    public var mean: [Float]
    public var deviation: [Float]

    public init(mean: [Float], deviation: [Float]) {
        self.mean = mean
        self.deviation = deviation
    }

    /// - Parameter rows: of `width` values one after another; of none, mean 0 and deviation 1.
    public init(of rows: some Sequence<ArraySlice<Float>>, width: Int) {
        var sums = [Double](repeating: 0, count: width)
        var squares = sums
        var count = 0.0
        for row in rows {
            for (index, value) in row.enumerated() {
                sums[index] += Double(value)
                squares[index] += Double(value) * Double(value)
            }
            count += 1
        }
        guard count > 0 else {
            self.init(mean: .init(repeating: 0, count: width), deviation: .init(repeating: 1, count: width))
            return
        }
        let mean = sums.map { $0 / count }
        let deviation = zip(squares, mean).map { max($0 / count - $1 * $1, 1e-4).squareRoot() }
        self.init(mean: mean.map(Float.init), deviation: deviation.map(Float.init))
    }
}
