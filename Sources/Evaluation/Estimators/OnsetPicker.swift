import Foundation

/// Where things begin: peaks of the onset strength over its surroundings.
///
/// S. Boeck, F. Krebs and M. Schedl, "Evaluating the online capabilities of onset detection methods", ISMIR 2012,
/// section 2.4: a local maximum that exceeds the moving mean by a threshold, and not too soon after the last.
public struct OnsetPicker: Sendable {
    /// Seconds on each side in which nothing is stronger.
    public var reach = 0.03
    /// Seconds on each side of the moving mean.
    public var surroundings = 0.1
    /// Over the moving mean, in shares of the 95 % quantile of the strength.
    public var threshold = 0.15
    /// Seconds.
    public var shortest = 0.05

    public init() {}

    /// Seconds, rising.
    public func onsets(in envelope: OnsetEnvelope) -> [Double] {
        peaks(of: envelope.values, hopSeconds: envelope.hopSeconds).map { max(envelope.time(ofFrame: $0), 0) }
    }

    func peaks(of values: [Float], hopSeconds: Double) -> [Int] {
        let sorted = values.sorted()
        guard let last = sorted.indices.last else { return [] }
        let strong = sorted[Int(0.95 * Double(last))]
        guard strong > 0 else { return [] }
        let near = max(Int((reach / hopSeconds).rounded()), 1)
        let far = max(Int((surroundings / hopSeconds).rounded()), 1)
        var peaks: [Int] = []
        for frame in values.indices {
            let inner = max(frame - near, 0)...min(frame + near, last)
            let outer = max(frame - far, 0)...min(frame + far, last)
            let mean = values[outer].reduce(0, +) / Float(outer.count)
            guard values[frame] >= mean + Float(threshold) * strong, values[frame] == values[inner].max() else {
                continue
            }
            if let previous = peaks.last, Double(frame - previous) * hopSeconds < shortest { continue }
            peaks.append(frame)
        }
        return peaks
    }
}
