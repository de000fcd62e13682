/// One measure over all pairs: where it stands between chance and what is possible.
public struct CoherenceFigure: Codable, Sendable, Equatable {
    /// The mean over the pairs that have one, and its 95 % interval by bootstrap over pairs.
    public var value: Double?
    public var low: Double?
    public var high: Double?
    /// The mean of shuffled pairs: every vocal with accompaniments generated for others.
    public var chance: Double?
    /// The mean of the reference in the accompaniment's place.
    public var ceiling: Double?
    /// How far the value went from chance to the ceiling: 0 is chance, 1 the real accompaniment; with its interval. nil
    /// where the ceiling lies no higher than chance.
    public var share: Double?
    public var shareLow: Double?
    public var shareHigh: Double?
    /// Pairs with a value.
    public var pairs: Int
    /// Why there is nothing.
    public var leftOut: String?

    /// Of one pair.
    public struct Item: Codable, Sendable, Equatable {
        public var value: Double?
        public var chance: Double?
        public var ceiling: Double?

        public init(value: Double?, chance: Double?, ceiling: Double?) {
            self.value = value
            self.chance = chance
            self.ceiling = ceiling
        }
    }

    public static func leftOut(_ reason: String) -> CoherenceFigure {
        CoherenceFigure(pairs: 0, leftOut: reason)
    }

    private init(pairs: Int, leftOut: String?) {
        self.pairs = pairs
        self.leftOut = leftOut
    }

    public init(_ items: [Item]) {
        let values = items.filter { $0.value != nil }
        self.init(pairs: values.count, leftOut: values.isEmpty ? "no pair has it" : nil)
        value = Self.mean(values, \.value)
        chance = Self.mean(items, \.chance)
        ceiling = Self.mean(items, \.ceiling)
        share = Self.share(items)
        (low, high) = Self.optional(Bootstrap.interval(of: values) { Self.mean($0, \.value) })
        if share != nil { (shareLow, shareHigh) = Self.optional(Bootstrap.interval(of: values, statistic: Self.share)) }
    }

    private static func optional(_ interval: (low: Double, high: Double)?) -> (Double?, Double?) {
        (interval?.low, interval?.high)
    }

    private static func mean(_ items: [Item], _ part: (Item) -> Double?) -> Double? {
        let values = items.compactMap(part)
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    private static func share(_ items: [Item]) -> Double? {
        guard let value = mean(items, \.value), let low = mean(items, \.chance), let high = mean(items, \.ceiling),
            high - low > 1e-9
        else { return nil }
        return (value - low) / (high - low)
    }
}
