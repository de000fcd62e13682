import Foundation
import Signal

/// MIRDD: how far the music made differs from real music in what a listener would write down, as the mean Kullback-Leibler
/// divergence of the reference's distributions from those of what was generated (StemGen, section 4), in nats.
public struct DescriptorDivergence: Sendable, Codable, Equatable {
    /// The mean over the descriptors, and its 95 % interval by a jackknife over songs (drawing with repetition would itself
    /// raise a divergence).
    public var mean: Double
    public var low: Double?
    public var high: Double?
    /// The same between two halves of the reference, mean over eight divisions: what so few songs give where nothing
    /// differs. nil with fewer than four songs.
    public var halves: Double?
    public var descriptors: [String: Descriptor]
    public var leftOut: [String: String]
    public var songs: Int

    public struct Descriptor: Sendable, Codable, Equatable {
        public var divergence: Double
        public var labels: [String]
        /// Shares over all songs, each song counting the same.
        public var generated: [Double]
        public var reference: [Double]
    }

    /// Songs added to every place of a distribution before it is normalised: half a one (H. Jeffreys).
    static let smoothing = 0.5
    private static let divisions = 8

    /// - Returns: nil without songs on either side.
    public init?(generated: [MusicDescriptors], reference: [MusicDescriptors], seed: UInt64 = 1) {
        guard !generated.isEmpty, !reference.isEmpty else { return nil }
        let kinds = MusicDescriptors.Kind.allCases
        var descriptors: [String: Descriptor] = [:]
        for kind in kinds {
            descriptors[kind.rawValue] = Descriptor(
                divergence: Self.divergence(of: kind, generated, reference), labels: kind.labels,
                generated: Self.average(kind, generated), reference: Self.average(kind, reference))
        }
        self.descriptors = descriptors
        mean = Self.mean(generated, reference)
        songs = min(generated.count, reference.count)
        leftOut = MusicDescriptors.leftOut
        if generated.count == reference.count {
            let count = generated.count
            let error = Bootstrap.jackknifeError(count) { without in
                let kept = (0..<count).filter { $0 != without }
                return Self.mean(kept.map { generated[$0] }, kept.map { reference[$0] })
            }
            low = error.map { max(mean - 1.96 * $0, 0) }
            high = error.map { mean + 1.96 * $0 }
        }
        if reference.count >= 4 {
            var generator = SeededGenerator(seed: seed, stream: 7)
            let means = (0..<Self.divisions).map { _ -> Double in
                let order = reference.shuffled(using: &generator)
                return Self.mean(Array(order[..<(order.count / 2)]), Array(order[(order.count / 2)...]))
            }
            halves = means.reduce(0, +) / Double(means.count)
        }
    }

    /// sum p ln (p / q), in nats.
    /// - Precondition: both add up to 1, and q is 0 nowhere that p is not.
    public static func divergence(_ p: [Double], from q: [Double]) -> Double {
        zip(p, q).reduce(0) { $1.0 > 0 ? $0 + $1.0 * log($1.0 / $1.1) : $0 }
    }

    private static func mean(_ generated: [MusicDescriptors], _ reference: [MusicDescriptors]) -> Double {
        let kinds = MusicDescriptors.Kind.allCases
        return kinds.reduce(0) { $0 + divergence(of: $1, generated, reference) } / Double(kinds.count)
    }

    private static func divergence(
        of kind: MusicDescriptors.Kind, _ generated: [MusicDescriptors], _ reference: [MusicDescriptors]
    ) -> Double {
        divergence(smoothed(kind, reference), from: smoothed(kind, generated))
    }

    private static func sums(_ kind: MusicDescriptors.Kind, _ songs: [MusicDescriptors]) -> [Double] {
        var sums = [Double](repeating: 0, count: songs.first?.distributions[kind]?.count ?? 0)
        for song in songs {
            for (place, share) in (song.distributions[kind] ?? []).enumerated() { sums[place] += share }
        }
        return sums
    }

    private static func smoothed(_ kind: MusicDescriptors.Kind, _ songs: [MusicDescriptors]) -> [Double] {
        let sums = sums(kind, songs).map { $0 + smoothing }
        let total = sums.reduce(0, +)
        return sums.map { $0 / total }
    }

    private static func average(_ kind: MusicDescriptors.Kind, _ songs: [MusicDescriptors]) -> [Double] {
        let sums = sums(kind, songs)
        let total = sums.reduce(0, +)
        return total > 0 ? sums.map { $0 / total } : sums
    }
}
