import Foundation

/// What `backline evaluate hearing pairs` finds.
public struct HearingReport: Encodable, Sendable {
    /// A measure over clips: the mean, or the correlation, and its 95 % interval by drawing clips again.
    public struct Figure: Codable, Sendable, Equatable {
        public var value: Double
        /// nil for a single clip.
        public var low: Double?
        public var high: Double?
        /// That have one.
        public var clips: Int
    }

    /// Some of the clips.
    public struct Group: Codable, Sendable, Equatable {
        public var clips: Int
        /// Mean.
        public var confidence: Double
        /// By name of `HearingMeasure`.
        public var figures: [String: Figure]

        init(_ rows: [HearingRow]) {
            clips = rows.count
            confidence = rows.reduce(0) { $0 + $1.confidence } / Double(max(rows.count, 1))
            figures = HearingReport.figures(rows, \.figures)
        }
    }

    /// Names the set.
    public var source: String
    public var hints: [HearingHint]
    public var alternatives: Int?
    /// By name of `HearingMeasure`; those that no clip has are left out.
    public var figures: [String: Figure]
    /// The same hearings against the next clips' truths.
    public var chance: [String: Figure]
    public var bySet: [String: Group]
    /// Thirds from the least confident up, of as equal size as can be; none of fewer than three clips.
    public var byConfidence: [Group]
    public var clips: [HearingRow]
    /// Takes against the real backings, where they were asked for.
    public var takes: PairTakeReport?
    public var computeSeconds: Double

    public init(
        source: String, hints: [HearingHint], alternatives: Int?, clips: [HearingRow], computeSeconds: Double
    ) {
        self.source = source
        self.hints = hints
        self.alternatives = alternatives
        self.clips = clips
        self.computeSeconds = computeSeconds
        figures = Self.figures(clips, \.figures)
        chance = Self.figures(clips, \.chance)
        bySet = Dictionary(grouping: clips, by: \.set).mapValues(Group.init)
        let sorted = clips.enumerated().sorted {
            ($0.element.confidence, $0.offset) < ($1.element.confidence, $1.offset)
        }.map(\.element)
        byConfidence =
            sorted.count < 3
            ? []
            : (0..<3).map { third in
                Group(Array(sorted[(third * sorted.count / 3)..<((third + 1) * sorted.count / 3)]))
            }
    }

    private static func figures(
        _ rows: [HearingRow], _ values: (HearingRow) -> [String: Double]
    ) -> [String: Figure] {
        var found: [String: Figure] = [:]
        for measure in HearingMeasure.ofClips {
            let items = rows.compactMap { values($0)[measure.rawValue] }
            found[measure.rawValue] = mean(items)
        }
        let pairs = rows.compactMap { row in values(row)[HearingMeasure.beatF.rawValue].map { (row.confidence, $0) } }
        // two clips always lie on a line
        if pairs.count > 2 { found[HearingMeasure.confidence.rawValue] = figure(pairs, Correlation.pearson) }
        return found
    }

    static func mean(_ values: [Double]) -> Figure? {
        figure(values) { $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count) }
    }

    private static func figure<Item>(_ items: [Item], _ statistic: ([Item]) -> Double?) -> Figure? {
        guard let value = statistic(items) else { return nil }
        let interval = Bootstrap.interval(of: items, statistic: statistic)
        return Figure(value: value, low: interval?.low, high: interval?.high, clips: items.count)
    }

    /// From the clip heard worst.
    var worst: [HearingRow] {
        clips.sorted { ($0.figure(.beatF) ?? 0, $0.clip) < ($1.figure(.beatF) ?? 0, $1.clip) }
    }

    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
