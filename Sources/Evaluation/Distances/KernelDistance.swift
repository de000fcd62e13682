import Foundation
import Signal

/// The kernel audio distance of Y. Chung et al., "KAD: no more FAD! An effective and efficient evaluation metric for audio
/// generation" (2025): the squared maximum mean discrepancy under a Gaussian kernel whose width is the median distance
/// between points of the reference, times 1000. Unbiased: around 0 where both sets come from one distribution, also below.
///
/// Windows of one song are alike, so only windows of different songs are compared on every side.
public struct KernelDistance: Sendable, Codable, Equatable {
    public var distance: Double
    /// 95 % interval by bootstrap over the songs.
    public var low: Double
    public var high: Double
    /// The kernel's standard deviation, in units of the embedding.
    public var bandwidth: Double
    public var windows: [Int]

    private static let scale = 1_000.0
    /// Points of the reference whose distances are sorted at most.
    private static let mostForMedian = 600

    /// - Parameters: one clip a song, at least two on each side. Where both sets have as many, clip n of one belongs to
    ///   clip n of the other.
    /// - Returns: nil with fewer clips, or where all points of the reference are the same.
    public init?(_ generated: [EmbeddedClip], _ reference: [EmbeddedClip], seed: UInt64 = 1) {
        let generated = generated.filter { $0.windows > 0 }
        let reference = reference.filter { $0.windows > 0 }
        guard generated.count > 1, reference.count > 1, let bandwidth = Self.medianDistance(reference) else {
            return nil
        }
        precondition(
            (generated + reference).allSatisfy { $0.dimension == reference[0].dimension },
            "points of different dimensions")
        let paired = generated.count == reference.count
        let kernels = [(generated, generated), (reference, reference), (generated, reference)].map {
            Self.kernels($0.0, $0.1, bandwidth: bandwidth)
        }
        /// Of some songs on each side, with repetition.
        func discrepancy(_ ours: [Int], _ theirs: [Int]) -> Double? {
            func mean(_ kernel: [[Double]], _ rows: [Int], _ columns: [Int], distinct: Bool) -> Double? {
                var sum = 0.0
                var count = 0
                for row in rows {
                    for column in columns where !distinct || row != column {
                        sum += kernel[row][column]
                        count += 1
                    }
                }
                return count > 0 ? sum / Double(count) : nil
            }
            guard let own = mean(kernels[0], ours, ours, distinct: true),
                let other = mean(kernels[1], theirs, theirs, distinct: true),
                let across = mean(kernels[2], ours, theirs, distinct: paired)
            else { return nil }
            return Self.scale * (own + other - 2 * across)
        }
        guard let whole = discrepancy(Array(generated.indices), Array(reference.indices)) else { return nil }
        distance = whole
        var generator = SeededGenerator(seed: seed, stream: 6)
        let draws = (0..<Bootstrap.draws).compactMap { _ -> Double? in
            let ours = generated.indices.map { _ in generator.uniform(in: 0..<generated.count) }
            let theirs = paired ? ours : reference.indices.map { _ in generator.uniform(in: 0..<reference.count) }
            return discrepancy(ours, theirs)
        }
        (low, high) = Bootstrap.interval(draws) ?? (whole, whole)
        self.bandwidth = bandwidth
        windows = [generated, reference].map { $0.reduce(0) { $0 + $1.windows } }
    }

    /// The mean kernel between the windows of each two clips.
    private static func kernels(
        _ rows: [EmbeddedClip], _ columns: [EmbeddedClip], bandwidth: Double
    ) -> [[Double]] {
        let scale = -1 / (2 * bandwidth * bandwidth)
        return rows.map { row in
            columns.map { column in
                var sum = 0.0
                for left in 0..<row.windows {
                    for right in 0..<column.windows { sum += exp(scale * square(row, left, column, right)) }
                }
                return sum / Double(row.windows * column.windows)
            }
        }
    }

    /// Between windows of different clips, among evenly chosen windows where there are very many.
    private static func medianDistance(_ clips: [EmbeddedClip]) -> Double? {
        let all = clips.indices.flatMap { clip in (0..<clips[clip].windows).map { (clip, $0) } }
        let step = max((all.count + mostForMedian - 1) / mostForMedian, 1)
        let chosen = stride(from: 0, to: all.count, by: step).map { all[$0] }
        var squares: [Double] = []
        for (index, left) in chosen.enumerated() {
            for right in chosen[(index + 1)...] where left.0 != right.0 {
                squares.append(square(clips[left.0], left.1, clips[right.0], right.1))
            }
        }
        squares.sort()
        guard !squares.isEmpty, squares[squares.count / 2] > 0 else { return nil }
        return squares[squares.count / 2].squareRoot()
    }

    private static func square(_ left: EmbeddedClip, _ first: Int, _ right: EmbeddedClip, _ second: Int) -> Double {
        let dimension = left.dimension
        return left.values.withUnsafeBufferPointer { one in
            right.values.withUnsafeBufferPointer { other in
                var sum: Float = 0
                for axis in 0..<dimension {
                    let apart = one[first * dimension + axis] - other[second * dimension + axis]
                    sum += apart * apart
                }
                return Double(sum)
            }
        }
    }
}
