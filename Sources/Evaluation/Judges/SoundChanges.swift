import Foundation

/// How much a sound changes from one moment to the next, everywhere in it: what joins of sections are compared with.
public struct SoundChanges: Codable, Sendable, Equatable {
    /// A change at one place.
    public struct Change: Codable, Sendable, Equatable {
        /// Between the loudness of the 200 ms before and of those after, dB.
        public var level: Double
        /// The largest onset strength (`OnsetEnvelope`) within 30 ms.
        public var flux: Double
    }

    public private(set) var changes: [Change]

    public init(_ changes: [Change] = []) { self.changes = changes }

    /// Every 100 ms of a sound.
    /// - Parameter samples: 24 kHz mono.
    public init(of samples: [Float]) {
        let seconds = Double(samples.count) / OnsetEnvelope.sampleRate
        self.init(of: samples, at: Array(stride(from: Self.reach, to: seconds - Self.reach, by: 0.1)))
    }

    /// - Parameter places: seconds.
    public init(of samples: [Float], at places: [Double]) {
        let envelope = OnsetEnvelope(of: samples)
        func decibels(_ from: Double, _ to: Double) -> Double {
            let first = max(Int(from * OnsetEnvelope.sampleRate), 0)
            let last = min(Int(to * OnsetEnvelope.sampleRate), samples.count)
            let power =
                first < last ? samples[first..<last].reduce(0) { $0 + Double($1 * $1) } / Double(last - first) : 0
            return 10 * log10(power + Self.silence)
        }
        changes = places.map { place in
            let first = envelope.values.indices.first { envelope.time(ofFrame: $0) >= place - Self.nearby } ?? 0
            let last = min(first + Int(2 * Self.nearby / envelope.hopSeconds) + 1, envelope.values.count)
            return Change(
                level: abs(decibels(place, place + Self.reach) - decibels(place - Self.reach, place)),
                flux: Double(envelope.values[min(first, last)..<last].max() ?? 0))
        }
    }

    /// Seconds on either side whose loudness counts, and within which an onset lies.
    private static let reach = 0.2
    private static let nearby = 0.03
    /// Power of what counts as silence: -70 dB.
    private static let silence = 1e-7

    public mutating func add(_ other: SoundChanges) { changes += other.changes }

    /// The changes at joins among those of real sound.
    public struct Standing: Codable, Sendable, Equatable {
        public var joins: Int
        /// The mean share of real places that change less, those that change alike counted half: 0.5 where a join is a place like any other.
        public var level: Double
        public var flux: Double
        /// The share of joins that change more than 95 % of real places: 0.05 likewise.
        public var levelOutside: Double
        public var fluxOutside: Double
    }

    /// - Returns: nil without joins or without real sound.
    public func standing(among real: SoundChanges) -> Standing? {
        guard !changes.isEmpty, !real.changes.isEmpty else { return nil }
        func ranks(_ value: KeyPath<Change, Double>) -> [Double] {
            changes.map { change in
                let less = real.changes.count { $0[keyPath: value] < change[keyPath: value] }
                let alike = real.changes.count { $0[keyPath: value] == change[keyPath: value] }
                return (Double(less) + Double(alike) / 2) / Double(real.changes.count)
            }
        }
        let (level, flux) = (ranks(\.level), ranks(\.flux))
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        func outside(_ ranks: [Double]) -> Double { Double(ranks.count { $0 > 0.95 }) / Double(ranks.count) }
        return Standing(
            joins: changes.count, level: mean(level), flux: mean(flux), levelOutside: outside(level),
            fluxOutside: outside(flux))
    }
}
