/// How unevenly a beat, or its half, is divided in two: the second stroke comes late.
public struct Swing: Codable, Hashable, Sendable {
    public enum Unit: String, Codable, Sendable {
        case eighths, sixteenths
    }

    /// Which strokes are uneven.
    public var unit: Unit
    /// The first stroke's share of the two: 0.5 is straight, 2/3 a triplet.
    public var share: Double

    public init(unit: Unit, share: Double) {
        self.unit = unit
        self.share = share
    }

    public static let straight = Swing(unit: .eighths, share: 0.5)

    /// Where a position in straight beats is played; beats stay, and order is kept.
    public func played(_ position: Double) -> Double {
        let span = unit == .eighths ? 1.0 : 0.5
        let start = (position / span).rounded(.down) * span
        let phase = (position - start) / span
        let moved = phase < 0.5 ? phase * 2 * share : share + (phase - 0.5) * 2 * (1 - share)
        return start + moved * span
    }
}
