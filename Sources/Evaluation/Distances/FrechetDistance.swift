import Foundation
import Signal

/// The Frechet distance between two sets of embedded sounds as if each were normal:
/// |m - n|^2 + tr(S + T - 2 (S T)^1/2) (M. Heusel et al. 2017; for sound K. Kilgour et al. 2019).
///
/// The covariances are taken as they are, without shrinkage. With few sounds that makes the distance too large by an amount
/// that falls as 1 / N; `infinity` takes that off (M. Chong and D. Forsyth, "Effectively unbiased FID and Inception Score
/// and where to find them", CVPR 2020): the distance is measured on smaller and smaller choices of sounds and the line over
/// 1 / N read at 0. Windows of one sound are no independent points, so N counts sounds; only where there are fewer than
/// eight of them, windows.
public struct FrechetDistance: Sendable, Codable, Equatable {
    /// With all sounds.
    public var distance: Double
    /// Read at 1 / N = 0; may fall a little below 0 where the sets are alike.
    public var infinity: Double
    /// 95 % interval of `infinity` by a jackknife over groups of sounds; nil with fewer than three units.
    public var low: Double?
    public var high: Double?
    /// Windows on each side.
    public var windows: [Int]
    /// What is drawn: sounds, or windows where those are few.
    public var units: Int
    public var dimension: Int

    private static let fewestClips = 8
    private static let draws = 12
    private static let sizes = 6
    private static let groups = 10

    /// - Parameters: one clip a sound. Where both sets have as many, clip n of one belongs to clip n of the other (the same
    ///   song), and both are drawn together. The same clips give the same figures.
    /// - Returns: nil where a side has fewer than three windows.
    public init?(_ generated: [EmbeddedClip], _ reference: [EmbeddedClip], seed: UInt64 = 1) {
        let windows = [generated, reference].map { $0.reduce(0) { $0 + $1.windows } }
        guard windows.allSatisfy({ $0 > 2 }), let dimension = generated.first?.dimension else { return nil }
        precondition(
            (generated + reference).allSatisfy { $0.dimension == dimension }, "points of different dimensions")
        let clips = [generated, reference].map { $0.filter { $0.windows > 0 } }
        let byClip = clips.allSatisfy { $0.count >= Self.fewestClips }
        let units = byClip ? clips : clips.map { $0.flatMap(\.singles) }
        let origin = Self.origin(of: reference, dimension: dimension)
        let moments = units.map { $0.map { Moments($0, origin: origin) } }
        self.windows = windows
        self.units = min(units[0].count, units[1].count)
        self.dimension = dimension
        distance = Self.distance(moments[0], moments[1])
        infinity = Self.extrapolated(moments, seed: seed)
        let groups = min(Self.groups, self.units)
        let error = Bootstrap.jackknifeError(groups) { group in
            Self.extrapolated(
                moments.map { side in side.indices.filter { $0 % groups != group }.map { side[$0] } }, seed: seed)
        }
        low = error.map { infinity - 1.96 * $0 }
        high = error.map { infinity + 1.96 * $0 }
    }

    /// Between two normal distributions.
    public static func distance(
        means: ([Double], [Double]), covariances: (values: [Double], others: [Double])
    ) -> Double {
        let size = means.0.count
        return distance(
            means: means, SymmetricMatrix(size: size, values: covariances.values),
            SymmetricMatrix(size: size, values: covariances.others))
    }

    /// tr (S T)^1/2 is the sum of the roots of the eigenvalues of L^T T L with S = L L^T, which are those of S T.
    private static func distance(
        means: ([Double], [Double]), _ left: SymmetricMatrix, _ right: SymmetricMatrix
    ) -> Double {
        let apart = zip(means.0, means.1).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        let common = right.framed(by: left.choleskyFactor()).eigenvalues().reduce(0) { $0 + max($1, 0).squareRoot() }
        return apart + left.trace + right.trace - 2 * common
    }

    private static func distance(_ left: some Sequence<Moments>, _ right: some Sequence<Moments>) -> Double {
        func sum(_ parts: some Sequence<Moments>) -> Moments? {
            var parts = parts.makeIterator()
            guard var whole = parts.next() else { return nil }
            while let part = parts.next() { whole += part }
            return whole
        }
        guard let one = sum(left), let other = sum(right) else { return 0 }
        return distance(means: (one.mean, other.mean), one.covariance, other.covariance)
    }

    private static func extrapolated(_ moments: [[Moments]], seed: UInt64) -> Double {
        let counts = moments.map(\.count)
        let smallest = counts.min() ?? 0
        var generator = SeededGenerator(seed: seed, stream: 5)
        var line: [(inverse: Double, distance: Double)] = []
        // From half to all, evenly in 1 / N.
        for size in 0..<Self.sizes {
            let share = 1 / (1 + Double(size) / Double(Self.sizes - 1))
            let wanted = counts.map { max(Int((share * Double($0)).rounded()), min(2, $0)) }
            let draws = size == 0 ? 1 : Self.draws
            let distances = (0..<draws).map { _ -> Double in
                let first = (0..<counts[0]).shuffled(using: &generator).prefix(wanted[0])
                let second =
                    counts[0] == counts[1]
                    ? first : (0..<counts[1]).shuffled(using: &generator).prefix(wanted[1])
                return distance(first.map { moments[0][$0] }, second.map { moments[1][$0] })
            }
            line.append(
                (Double(smallest) / Double(min(wanted[0], wanted[1])), distances.reduce(0, +) / Double(draws)))
        }
        let meanX = line.reduce(0) { $0 + $1.inverse } / Double(line.count)
        let meanY = line.reduce(0) { $0 + $1.distance } / Double(line.count)
        let spread = line.reduce(0) { $0 + ($1.inverse - meanX) * ($1.inverse - meanX) }
        guard spread > 0 else { return meanY }
        let slope = line.reduce(0) { $0 + ($1.inverse - meanX) * ($1.distance - meanY) } / spread
        return meanY - slope * meanX
    }

    private static func origin(of clips: [EmbeddedClip], dimension: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: dimension)
        var count = 0.0
        for clip in clips {
            count += Double(clip.windows)
            for (index, value) in clip.values.enumerated() { sums[index % dimension] += Double(value) }
        }
        return sums.map { $0 / max(count, 1) }
    }
}
