import Foundation

/// Three or four beats a bar: on which of them accents return.
///
/// Of every beat the onset strength and the change of harmony are taken; the metre is the one under whose best phase the
/// first beats of bars stand out most, in standard errors. Bars of two read as four, bars of six as three.
public struct MeterEstimator: Sendable {
    public static let meters = [3, 4]
    /// Seconds on each side of a beat in which its onset is looked for.
    public var reach = 0.06
    /// What the change of harmony counts beside the onset strength, both in standard deviations.
    public var harmonyWeight = 1.5

    public init() {}

    /// - Returns: nil with fewer than two bars of four.
    public func meter(beats: [Double], envelope: OnsetEnvelope, chroma: Chromagram) -> Int? {
        guard beats.count >= 2 * (Self.meters.max() ?? 4) else { return nil }
        let onsets = beats.map { beat -> Double in
            let frames = envelope.values.indices.filter { abs(envelope.time(ofFrame: $0) - beat) <= reach }
            return Double(frames.map { envelope.values[$0] }.max() ?? 0)
        }
        let means = zip(beats, beats.dropFirst() + [(beats.last ?? 0) + 0.5]).map { mean(chroma, from: $0, to: $1) }
        let changes = means.indices.map { index -> Double in
            guard index > 0 else { return 0 }
            return zip(means[index], means[index - 1]).reduce(0) { $0 + abs($1.0 - $1.1) }
        }
        let accents = zip(Self.standardised(onsets), Self.standardised(changes)).map { $0 + harmonyWeight * $1 }
        return Self.meters.max { Self.contrast(accents, $0) < Self.contrast(accents, $1) }
    }

    private static func contrast(_ accents: [Double], _ meter: Int) -> Double {
        (0..<meter).map { phase -> Double in
            let first = accents.indices.filter { $0 % meter == phase }.map { accents[$0] }
            let rest = accents.indices.filter { $0 % meter != phase }.map { accents[$0] }
            let apart = mean(first) - mean(rest)
            let error = (variance(first) / Double(first.count) + variance(rest) / Double(rest.count)).squareRoot()
            return apart / (error + 0.1)
        }.max() ?? 0
    }

    private func mean(_ chroma: Chromagram, from start: Double, to end: Double) -> [Double] {
        var sums = [Double](repeating: 0, count: 12)
        for frame in 0..<chroma.frames where chroma.time(ofFrame: frame) >= start && chroma.time(ofFrame: frame) < end {
            for (pitchClass, value) in chroma.frame(frame).enumerated() { sums[pitchClass] += Double(value) }
        }
        let total = sums.reduce(0, +)
        return total > 0 ? sums.map { $0 / total } : sums
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }

    private static func variance(_ values: [Double]) -> Double {
        let middle = mean(values)
        return values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(max(values.count - 1, 1))
    }

    private static func standardised(_ values: [Double]) -> [Double] {
        let middle = mean(values)
        let deviation = variance(values).squareRoot()
        return values.map { deviation > 0 ? ($0 - middle) / deviation : 0 }
    }
}
