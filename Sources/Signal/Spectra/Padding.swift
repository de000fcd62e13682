/// What stands before and after a signal while it is cut into frames.
public enum Padding: Sendable, Hashable {
    /// Only what is there.
    case none
    /// So many zeros on each side.
    case zeros(Int)
    /// So many samples on each side, mirrored about the first and the last sample without repeating them. A signal
    /// shorter than the padding is mirrored again, as numpy.pad does.
    case reflect(Int)

    /// Samples on each side.
    public var amount: Int {
        switch self {
        case .none: 0
        case .zeros(let amount), .reflect(let amount): amount
        }
    }

    /// The signal with its padding; an empty signal stays empty under `reflect`.
    public func apply(to samples: [Float]) -> [Float] {
        switch self {
        case .none: return samples
        case .zeros(let amount):
            let zeros = [Float](repeating: 0, count: amount)
            return zeros + samples + zeros
        case .reflect(let amount):
            guard !samples.isEmpty else { return [] }
            var padded = [Float]()
            padded.reserveCapacity(samples.count + 2 * amount)
            for index in -amount..<0 { padded.append(samples[Self.mirrored(index, within: samples.count)]) }
            padded.append(contentsOf: samples)
            for index in samples.count..<samples.count + amount {
                padded.append(samples[Self.mirrored(index, within: samples.count)])
            }
            return padded
        }
    }

    private static func mirrored(_ index: Int, within count: Int) -> Int {
        guard count > 1 else { return 0 }
        let period = 2 * (count - 1)
        let phase = ((index % period) + period) % period
        return phase < count ? phase : period - phase
    }
}
