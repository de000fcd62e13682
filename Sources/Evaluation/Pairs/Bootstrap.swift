import Signal

/// Confidence intervals by drawing again from what was measured (B. Efron, 1979): percentiles of 95 %.
public enum Bootstrap {
    public static let draws = 1_000

    /// The middle 95 % of values; nil without any.
    public static func interval(_ values: [Double]) -> (low: Double, high: Double)? {
        let sorted = values.sorted()
        guard let last = sorted.indices.last else { return nil }
        func quantile(_ share: Double) -> Double {
            let place = share * Double(last)
            let index = min(Int(place), max(last - 1, 0))
            return sorted[index] + (place - Double(index)) * (sorted[min(index + 1, last)] - sorted[index])
        }
        return (quantile(0.025), quantile(0.975))
    }

    /// The standard error of a statistic from its values with one group left out each time (J. Tukey, 1958); nil with fewer
    /// than three groups.
    static func jackknifeError(_ groups: Int, statistic: (_ without: Int) -> Double) -> Double? {
        guard groups > 2 else { return nil }
        let values = (0..<groups).map(statistic)
        let mean = values.reduce(0, +) / Double(groups)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares * Double(groups - 1) / Double(groups)).squareRoot()
    }

    /// The interval of a statistic of some items, drawn with repetition; draws without a statistic are left out. nil with
    /// fewer than two items, of which no draw could differ.
    public static func interval<Item>(
        of items: [Item], seed: UInt64 = 1, statistic: ([Item]) -> Double?
    ) -> (low: Double, high: Double)? {
        guard items.count > 1 else { return nil }
        var generator = SeededGenerator(seed: seed, stream: 4)
        return interval(
            (0..<draws).compactMap { _ in
                statistic(items.indices.map { _ in items[generator.uniform(in: 0..<items.count)] })
            })
    }
}
