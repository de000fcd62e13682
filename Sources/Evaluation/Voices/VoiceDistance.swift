import Foundation

/// How far two sets of clips lie apart, statistic by statistic.
public struct VoiceDistance: Sendable, Codable {
    public struct Row: Sendable, Codable {
        public var statistic: VoiceStatistic
        /// Means over the clips' means.
        public var mean: Double
        public var referenceMean: Double
        /// Difference of the means over the pooled standard deviation of the clips' means.
        public var effect: Double
        /// Earth mover's distance of the values, every clip weighing the same, over the standard deviation of the
        /// reference's values.
        public var transport: Double
    }

    public var rows: [Row]
    /// The mean of `transport` over the statistics.
    public var overall: Double

    /// - Parameters:
    ///   - clips: what is judged.
    ///   - reference: what it should be like.
    ///   - scale: clips whose spread is the unit; the reference unless given.
    public init(of clips: [VoiceStatistics], to reference: [VoiceStatistics], scale: [VoiceStatistics]? = nil) {
        rows = VoiceStatistic.allCases.compactMap { statistic in
            let means = clips.compactMap { $0.mean(statistic) }
            let referenceMeans = reference.compactMap { $0.mean(statistic) }
            guard !means.isEmpty, !referenceMeans.isEmpty else { return nil }
            let pooled = Self.pooledDeviation(means, referenceMeans)
            let values = Self.pool(clips, statistic)
            let expected = Self.pool(reference, statistic)
            let unit = max(Self.pool(scale ?? reference, statistic).deviation, statistic.grain)
            return Row(
                statistic: statistic, mean: means.mean, referenceMean: referenceMeans.mean,
                effect: (means.mean - referenceMeans.mean) / max(pooled, statistic.grain / 10),
                transport: Self.earthMovers(values, expected) / unit)
        }
        overall = rows.map(\.transport).mean
    }

    /// Every clip against all others: how much clips of one kind differ among themselves.
    public static func leaveOneOut(_ clips: [VoiceStatistics]) -> [VoiceDistance] {
        clips.indices.map { index in
            var others = clips
            let clip = others.remove(at: index)
            return VoiceDistance(of: [clip], to: others, scale: clips)
        }
    }

    private static let quantiles = 101

    /// As many values of every clip, at even quantiles.
    private static func pool(_ clips: [VoiceStatistics], _ statistic: VoiceStatistic) -> [Double] {
        clips.flatMap { clip -> [Double] in
            guard let values = clip.values[statistic]?.sorted(), let last = values.last else { return [] }
            return (0..<quantiles).map { step in
                let place = Double(step) / Double(quantiles - 1) * Double(values.count - 1)
                let index = Int(place)
                return index + 1 < values.count
                    ? values[index] + (place - Double(index)) * (values[index + 1] - values[index]) : last
            }
        }
    }

    /// The mean distance of equal quantiles: the 1-Wasserstein distance on a line.
    static func earthMovers(_ first: [Double], _ second: [Double]) -> Double {
        let first = first.sorted()
        let second = second.sorted()
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        let steps = 1_000
        return (0..<steps).reduce(0) { sum, step in
            let share = (Double(step) + 0.5) / Double(steps)
            let a = first[min(Int(share * Double(first.count)), first.count - 1)]
            let b = second[min(Int(share * Double(second.count)), second.count - 1)]
            return sum + abs(a - b)
        } / Double(steps)
    }

    private static func pooledDeviation(_ first: [Double], _ second: [Double]) -> Double {
        let freedom = first.count + second.count - 2
        guard freedom > 0 else { return 0 }
        func squares(_ values: [Double]) -> Double {
            values.deviation * values.deviation * Double(values.count - 1)
        }
        return ((squares(first) + squares(second)) / Double(freedom)).squareRoot()
    }
}

/// Which of a statistic's real values synthetic clips reach.
public struct VoiceCoverage: Sendable, Codable {
    public var statistic: VoiceStatistic
    /// 5 % and 95 % quantiles of the synthetic clips' means.
    public var low: Double
    public var high: Double
    /// The names of the real clips whose mean lies outside, with it.
    public var missed: [String: Double]

    /// One for every statistic that synthetic clips have.
    public static func measure(
        _ real: [(name: String, statistics: VoiceStatistics)], in clips: [VoiceStatistics]
    ) -> [VoiceCoverage] {
        VoiceStatistic.allCases.compactMap { statistic in
            let means = clips.compactMap { $0.mean(statistic) }
            guard !means.isEmpty else { return nil }
            let (low, high) = (means.quantile(0.05), means.quantile(0.95))
            var missed: [String: Double] = [:]
            for (name, statistics) in real {
                guard let value = statistics.mean(statistic), value < low || value > high else { continue }
                missed[name] = value
            }
            return VoiceCoverage(statistic: statistic, low: low, high: high, missed: missed)
        }
    }
}
